//! Nothing: the tests are in `suite.rs`.
#![forbid(unsafe_code)]

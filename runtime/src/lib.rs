//! The runtime of manual-async.
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(unsafe_code)]

pub mod machine;

//! What the equivalence suites stand on: the native `async fn` is the oracle, and the same source under
//! `#[manual_async]` has to leave the same trace.
//!
//! Included by path into every suite, the generated crates among them, so it uses `std` alone.
#![allow(dead_code, unused_macros, unused_imports)]

mod coins;
mod compare;
mod drive;
mod leaf;
mod leaks;
mod places;
mod program;
mod script;
mod things;
mod trace;
#[macro_use]
mod twice;
mod values;

pub use coins::{Coin, Walk, coin, weigh};
pub use compare::{Case, Panics, find, is_compiler_made};
pub use drive::{Drive, Observation, Schedule, observe};
pub use leaf::{Leaf, Request, after, later};
pub use leaks::only_native_leaks;
pub use places::{Pointer, Sum, Table, numbers, pointer, sums};
pub use program::compare_all;
pub use script::*;
pub use things::*;
pub use trace::{event, step};
pub use values::{Failure, Halves, Noisy, Shape, call, called, halves, maybe_two, noisy, shape, stop, test, two};

//! The front door.
#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

pub use manual_async_macro::manual_async;
pub use manual_async_runtime::machine;
#[cfg(feature = "std")]
pub use manual_async_runtime::{
    Executor, FakeSocket, FutSocket, JoinHandle, block_on, executor, fs, socket, yield_now,
};

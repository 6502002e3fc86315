//! The runtime of manual-async: everything an async program needs besides its own functions.
//!
//! - [`machine`]: what generated code stands on. `no_std`, no allocation; the only part that is left without the
//!   feature `std`.
//! - `executor`: runs futures on one thread, polls a task only when it was woken, and parks when nothing is ready.
//! - `socket`: a fake socket that receives a number after a while, and the future over it.
//! - `fs`: a file reader whose blocking calls happen on a pool of threads.
//!
//! The parts know each other through [`Future`] and [`Waker`](core::task::Waker) alone: any of
//! the futures here runs on any other executor, and the executor here runs any other future.
//!
//! ```
//! # #[cfg(feature = "std")]
//! # fn main() -> std::io::Result<()> {
//! use manual_async_runtime::{FutSocket, block_on, fs};
//! use std::time::Duration;
//!
//! let (number, manifest) = block_on(async {
//!     let number = FutSocket::with_delay(Duration::from_millis(5)).await;
//!     let manifest = fs::read_to_string("Cargo.toml").await?;
//!     std::io::Result::Ok((number, manifest))
//! })?;
//! println!("received {number}, read {} bytes", manifest.len());
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "std"))]
//! # fn main() {}
//! ```
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(unsafe_code)]

#[cfg(feature = "std")]
pub mod executor;
#[cfg(feature = "std")]
pub mod fs;
pub mod machine;
#[cfg(feature = "std")]
pub mod record;
#[cfg(feature = "std")]
pub mod socket;
#[cfg(feature = "std")]
mod time;

#[cfg(feature = "std")]
pub use crate::{
    executor::{Deadlock, Executor, JoinHandle, block_on, yield_now},
    socket::{FakeSocket, FutSocket},
};

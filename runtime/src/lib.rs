//! The runtime of manual-async: everything an async program needs besides its own functions.
//!
//! - [`machine`]: what generated code stands on. `no_std`, no allocation; the only part that is left without the
//!   feature `std`.
//! - `executor`: runs futures on one thread, polls a task only when it was woken, and parks when nothing is ready.
//! - `socket`: a fake socket that receives a number after a while, and the future over it.
//! - `fs`: a file reader whose blocking calls happen on a pool of threads.
//! - `record`: what futures did, poll by poll.
//!
//! Whatever waits knows the executor through [`Future`] and [`Waker`](core::task::Waker) alone: any of the futures here runs on any
//! other executor, and the executor here runs any other future. Only to show and to record what tasks do, the executor and `record`
//! also know [`machine::inspect`], and the executor knows `record`.
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
//!
//! # When something goes wrong
//!
//! | what | what happens |
//! |---|---|
//! | a task panics, or the drop of its future when it is ready | the handle reports it, payload and all; the other tasks go on |
//! | the drop of a cancelled future panics | whoever cancelled it gets the panic |
//! | the drop of an executor's tasks panics | all others are dropped, in the order of spawning, and then the first panic goes on |
//! | a waker panics that is woken by a task's end, or by the timer | nobody gets it but the panic hook |
//! | a handle is awaited after its output was taken, or its executor dropped | a panic that says so |
//! | an executor is dropped with tasks pending | their futures are dropped, in the order of spawning, and who awaits a handle is woken |
//! | a task gives up the executor that runs it | it goes when whoever runs it lets go of it |
//! | tasks are cancelled in flight, be it a thousand | each future is dropped before `drop` of the handle returns |
//! | a future wakes its task from its own drop | nothing |
//! | a task is woken after its end, or after its executor's | nothing |
//! | an executor is run from inside one of its own tasks | a panic that says so; other executors and `block_on` may be nested |
//! | nobody is left who could wake any task | `run` returns an error that names the tasks, with their await trees, `run_until` and `run_all` panic with it, `block_on` waits for ever |
//! | the `Debug` of a local panics while a dump shows it | the tree ends there and says so; the task and the other trees go on |
//! | that `Debug` cancels its own task | the future is dropped when it is shown |
//! | that `Debug` runs the executor | a panic, as from inside a task |
//! | the system refuses the timer thread | making a socket panics and says why |
//! | the system refuses the first thread of the pool | the error is that of the file operation |
//! | the system refuses the ring of the feature `io-uring`, or its thread | the pool does what the ring would do |
//! | a file shrinks, grows or vanishes while it is read | it is read up to the end that is found; one that is open can be read |
//! | a file does not know its size, as those in `/proc` | it is read whole |
//! | a named pipe is opened or read that nobody writes to | the future waits; nothing else does |
//! | a file operation is cancelled in flight | see `fs`: nothing is lost, and the thread or the kernel ends with its system call |
//! | the program ends with reads in flight | it does not wait for them |
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

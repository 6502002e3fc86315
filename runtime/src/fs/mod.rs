//! Files, read without blocking the thread that polls.
//!
//! Operating systems have no way to say when an ordinary file can be read without waiting. So the futures here send their
//! system calls to a pool of threads that may block (the crate `blocking`), and are woken when they are through. The pool
//! belongs to the process; no particular executor is needed. It has 500 threads at most, or what `BLOCKING_MAX_THREADS` says; who
//! comes when all are busy waits for a turn. Linux can at least be asked to try without waiting: what it has in memory, as it has
//! most files that were used lately, is opened and read at once, up to 64 KiB in each poll. And it is asked for large pages of memory,
//! which is what makes large files quick to read.
//!
//! That is also why there is no `io_uring` here: what it would save, the way to another thread, is saved already, on every kernel
//! since 5.12, in containers that forbid rings too.
//!
//! Nothing happens before the first poll. Results and errors are those of [`std::fs`], [`ErrorKind`] for
//! [`ErrorKind`].
//!
//! # Cancellation
//!
//! A system call under way cannot be stopped, so a cancelled read does go on in its thread. Nothing is lost by that: what
//! it gets (bytes, the end of the file, or an error) is kept in the [`File`], and the next read starts with it.
//!
//! ```
//! use manual_async_runtime::{block_on, fs::File};
//!
//! # fn main() -> std::io::Result<()> {
//! let text = block_on(async {
//!     let mut file = File::open("Cargo.toml").await?;
//!     let mut text = String::new();
//!     file.read_to_string(&mut text).await?;
//!     std::io::Result::Ok(text)
//! })?;
//! assert!(text.contains("[package]"));
//! # Ok(())
//! # }
//! ```
//!
//! [`ErrorKind`]: std::io::ErrorKind

#[cfg_attr(not(target_os = "linux"), path = "not_cached.rs")]
mod cached;
mod file;
mod open;
mod piece;
mod pool;
mod read;
mod room;
mod text;
mod unread;

pub use file::File;
pub use open::{Open, ReadPathToString, read_to_string};
pub use read::{Read, ReadToEnd, ReadToString};

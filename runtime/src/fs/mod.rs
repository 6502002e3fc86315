//! Files, read without blocking the thread that polls.
//!
//! Operating systems have no way to say when an ordinary file can be read without waiting. So the futures here send their
//! system calls to a pool of threads that may block (the crate `blocking`), and are woken when they are through. The pool
//! belongs to the process; no particular executor is needed. It has 500 threads at most, or what `BLOCKING_MAX_THREADS` says; who
//! comes when all are busy waits for a turn. Linux can at least be asked to try without waiting: what it has in memory, as it has
//! most files that were used lately, is opened and read at once, up to 64 KiB in each poll. And it is asked for large pages of memory,
//! which is what makes large files quick to read.
//!
//! That holds for a [`File`] however it is read: after 64 KiB the next read wakes its task and is pending once, before it does anything, so
//! that the others have their turn, and timers and `select!` too. (A call of the system counts as 1 KiB more.) Each file counts for itself: a
//! task that goes through thousands of small ones, all of them in memory, may never be pending, and calls
//! [`yield_now`](crate::yield_now) where that matters.
//!
//! With the cargo feature `io-uring` what Linux would have to wait for a device for is left to it: paths that it does not know, and
//! slices of regular files of which it has nothing in memory. There is one ring for the process, with 128 operations in flight at most
//! (the others wait for a turn), one thread that waits for it, and four of the kernel's that look up paths. So many who wait at once need
//! no more threads than that. What is in memory never gets there; nor do files that are larger than 1 MiB, because to copy and to check
//! them is work for a thread, nor what the kernel cannot do without blocking, as with pipes and files of `/proc`: all that goes to the
//! pool, as does everything where the kernel has no ring or refuses one.
//!
//! Nothing happens before the first poll. Results and errors are those of [`std::fs`], [`ErrorKind`] for
//! [`ErrorKind`].
//!
//! # Cancellation
//!
//! A system call under way cannot be stopped, so a cancelled read does go on in its thread, or in the kernel. Nothing is lost by that: what
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

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

#[cfg_attr(not(target_os = "linux"), path = "not_cached.rs")]
mod cached;
mod file;
mod lookup;
mod open;
mod piece;
mod pool;
mod read;
#[cfg_attr(not(all(target_os = "linux", feature = "io-uring")), path = "no_ring.rs")]
mod ring;
mod room;
mod text;
mod turn;
mod unread;

/// An offset that stands for the position of the file, which moves on.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux takes one"))]
const HERE: u64 = u64::MAX;

pub use file::File;
pub use open::{Open, ReadPathToString, read_to_string};
pub use read::{Read, ReadToEnd, ReadToString};

static READS_AT_ONCE: AtomicBool = AtomicBool::new(true);

/// Says whether what Linux has in memory is opened and read at once, on the thread that polls, in all of the process. It is, until
/// this is given `false`: from then on every operation that begins goes to the pool, and waits for a thread of it. So no poll copies
/// much, and one can see how a future waits, whatever the system remembers: it is pending at least once, however quick the thread is.
///
/// ```
/// use manual_async_runtime::{block_on, fs};
///
/// # fn main() -> std::io::Result<()> {
/// fs::read_at_once(false);
/// let text = block_on(fs::read_to_string("Cargo.toml"))?;
/// assert!(text.contains("[package]"));
/// # Ok(())
/// # }
/// ```
pub fn read_at_once(yes: bool) {
    READS_AT_ONCE.store(yes, Relaxed);
}

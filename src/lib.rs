//! `#[manual_async]` turns an ordinary `async fn` into an explicit state machine: an enum with one variant for each place
//! where the function can stop, and the code that goes from one to the next. It behaves as the `async fn` did, and one can
//! look inside.
//!
//! ```
//! # #[cfg(feature = "std")]
//! # fn main() -> std::io::Result<()> {
//! use manual_async::{Executor, FutSocket, fs::File, manual_async};
//! use std::{io, time::Duration};
//!
//! #[manual_async]
//! async fn read_file(path: &str) -> io::Result<String> {
//!     let mut file = File::open(path).await?;
//!     let mut text = String::new();
//!     file.read_to_string(&mut text).await?;
//!     Ok(text)
//! }
//!
//! #[manual_async]
//! async fn sum(delay: Duration) -> i64 {
//!     let first = FutSocket::with_delay(delay).await;
//!     let second = FutSocket::with_delay(delay).await;
//!     i64::from(first) + i64::from(second)
//! }
//!
//! let executor = Executor::new();
//! let sum = executor.spawn(sum(Duration::from_millis(5)));
//! let text = executor.run_until(read_file("Cargo.toml"))?;
//! assert!(text.contains("[package]"));
//! println!("{}", executor.run_until(sum));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "std"))]
//! # fn main() {}
//! ```
//!
//! # What is here
//!
//! - [`macro@manual_async`]: the attribute. `cargo expand` (to be had by `cargo install cargo-expand`) shows what it makes.
//! - [`block_on`] and [`Executor`]: run futures on one thread. Any other executor will do as well.
//! - [`FakeSocket`] and [`FutSocket`]: something to wait for, without a network.
//! - [`fs`]: reads files without blocking the thread that polls.
//! - [`machine`]: what generated code stands on, and nothing else should.
//!
//! # Errors
//!
//! A function with the attribute returns what its body returns; nothing is added. What the attribute does not support is a
//! compile error that says what to write instead. What the compiler has against the body is said as for any `async fn`.
//!
//! # Panics
//!
//! A panic in the body goes through to whoever polls, and everything that is alive is dropped on the way. Polling a future
//! again after it was ready or has panicked panics, with the name of the function.
//!
//! # Cancellation
//!
//! Dropping the future drops what it keeps, the last first, as if the function had returned at the await where it waits: first
//! what is awaited, then the locals, then the arguments. Nothing happens before the first poll, so dropping a future that was
//! never polled drops its arguments and that is all.
//!
//! # Features
//!
//! - `std` (on by default): the executor, the sockets, the files. Without it the attribute and [`machine`] are left, in
//!   `no_std` and without allocation.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(feature = "std"), allow(rustdoc::broken_intra_doc_links, reason = "they lead to what `std` has"))]
#![forbid(unsafe_code)]

/// Rewrites an `async fn` into an explicit state machine.
///
/// What comes out is a plain `fn` with the same signature, except that it returns `impl Future<Output = T>`. It captures what
/// the `async fn` would, is `Send` when what it keeps across its awaits is, and is never larger.
///
/// It goes on every `async fn` that has a body: free, in an `impl`, in an `impl` of a trait, inside another function; with
/// generics, lifetimes, every kind of `self`, `impl Trait` arguments and patterns. Other attributes that rewrite functions may
/// stand above it or below; either way they are given the `async fn`, and this attribute what they make of it.
///
/// On an `impl`, a trait or an inline `mod` it goes for every `async fn` with a body inside, as if each bore the attribute: in
/// nested modules, in `impl`s, in functions. What a `macro_rules!` inside makes is not seen. An error in one function does not
/// keep the others from being rewritten.
///
/// # Arguments
///
/// - `name = "ReadFile"`: the name of the enum. If nothing is said, it is the function's in camel case.
/// - `crate = path`: where the support code lives. If nothing is said, `::manual_async`.
/// - `skip`: on something inside an `impl`, trait or `mod` with the attribute, leaves it as it is.
///
/// On an `impl`, trait or `mod`, `crate` holds for all functions inside, and `name` for none.
///
/// # Example
///
/// ```
/// use manual_async::manual_async;
/// use std::{future::ready, pin::pin, task::{Context, Poll, Waker}};
///
/// struct Counter(u32);
///
/// impl Counter {
///     /// Adds one number after the other.
///     #[manual_async(name = "AddAll")]
///     async fn add_all(&mut self, numbers: &[u32]) -> u32 {
///         for number in numbers {
///             self.0 += ready(*number).await;
///         }
///         self.0
///     }
/// }
///
/// let mut counter = Counter(1);
/// let mut future = pin!(counter.add_all(&[2, 3]));
/// let mut cx = Context::from_waker(Waker::noop());
/// assert_eq!(future.as_mut().poll(&mut cx), Poll::Ready(6));
/// ```
///
/// With a crate that re-exports this one:
///
/// ```standalone_crate
/// mod toolbox {
///     pub use manual_async::{machine, manual_async};
/// }
///
/// #[toolbox::manual_async(crate = crate::toolbox)]
/// async fn answer() -> u32 {
///     std::future::ready(42).await
/// }
/// # fn main() {}
/// ```
pub use manual_async_macro::manual_async;
pub use manual_async_runtime::machine;
#[cfg(feature = "std")]
pub use manual_async_runtime::{
    Executor, FakeSocket, FutSocket, JoinHandle, block_on, executor, fs, socket, yield_now,
};

/// The programs in the README are compiled and run.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../README.md")]
struct Readme;

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
//! - [`macro@manual_async`]: the attribute; [`machine!`]: the same for `async` blocks. `cargo expand` (to be had by `cargo install cargo-expand`) shows what it makes.
//! - [`block_on`] and [`Executor`]: run futures on one thread. Any other executor will do as well.
//! - [`FakeSocket`] and [`FutSocket`]: something to wait for, without a network.
//! - [`fs`]: reads files without blocking the thread that polls.
//! - [`mod@machine`]: what generated code stands on, and nothing else should.
//! - [`errors`], [`guesses`], [`deviations`]: what is refused, what is taken for granted, and where a machine does not do as
//!   the `async fn` would.
//!
//! # Errors
//!
//! A function with the attribute returns what its body returns; nothing is added. What the attribute does not support is a
//! compile error that says what to write instead, and names a page of [`errors`] with examples. What the compiler has
//! against the body is said as for any `async fn`; some of it twice in a build, as [`deviations`] lists.
//!
//! `cargo check` makes no code: there functions stay as they were written, and rustc says of them what it says of every `async fn`. A build
//! makes the machines, and checks both; so does `cargo check` where the environment variable `MANUAL_ASYNC_CHECK` is `machines`.
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
//! - `std` (on by default): the executor, the sockets, the files. Without it the attribute and [`mod@machine`] are left, in
//!   `no_std` and without allocation.
//! - `inspect`: every machine can be looked into while it waits, as if each attribute said `inspect`.
//! - `io-uring`: on Linux, files that have to be waited for are read through `io_uring`, where the kernel has it.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(feature = "std"), allow(rustdoc::broken_intra_doc_links, reason = "they lead to what `std` has"))]
#![forbid(unsafe_code)]

pub mod errors;
pub mod guesses;

#[doc = include_str!("deviations.md")]
pub mod deviations {}

/// Rewrites an `async` block into an explicit state machine: an expression whose value is the future.
///
/// ```
/// use manual_async::{block_on, machine, yield_now};
///
/// let (name, mut visits) = (String::from("Ada"), 0);
/// let greeting = block_on(machine!(async {
///     yield_now().await;
///     visits += 1;
///     format!("Hello, {name}!")
/// }));
/// assert_eq!((greeting.as_str(), visits), ("Hello, Ada!", 1));
///
/// let length = machine!(async move { name.len() });
/// assert_eq!(block_on(length), 3);
/// ```
///
/// The contract is that of [`macro@manual_async`]: `return` and `?` are the block's own, the output is inferred, and what is
/// captured is dropped when the block would drop it. With a re-export: `machine!(crate = path, async move { .. })`.
///
/// On a function that is not `async` but makes its futures from `async` blocks, `#[manual_async]` does the same for each of them.
/// There the function's parameters and locals are known, and are captured where they are called.
///
/// # What it captures
///
/// A macro does not see the code around it. So a name in lower case that the block does not declare counts as a local that it
/// captures, unless it is called, as in `f(x)`. Write `(f)(x)` where `f` is a local that holds a closure. A constant or a static in
/// lower case is refused by rustc:
///
/// ```compile_fail
/// # #![allow(non_upper_case_globals)]
/// # use manual_async::{block_on, machine};
/// static limit: u32 = 1;
/// block_on(machine!(async move { limit + 1 })); // Instead: `self::limit`, or `LIMIT`.
/// ```
///
/// - `async move` takes what it names. Where it names only a part of a local that is not behind a reference or a box, the
///   block natively takes that part alone. That cannot be copied, and is an error when the program is built:
///
///   ```compile_fail
///   # use manual_async::{block_on, machine};
///   let pair = (String::from("left"), String::from("right"));
///   block_on(machine!(async move { pair.0.len() })); // Instead: `let left = pair.0;` before, and `left` in the block.
///   ```
///
///   So it is where the part is copied, and the local itself is dropped by a `Drop` of its own: natively before the block is polled.
///
///   ```compile_fail
///   # use manual_async::{block_on, machine};
///   struct Handle(u32);
///
///   impl Drop for Handle {
///       fn drop(&mut self) {}
///   }
///
///   let handle = Handle(3);
///   block_on(machine!(async move { handle.0 + 1 })); // Instead: `let number = handle.0;` before, and `number` in the block.
///   ```
///
/// - `async` without `move` takes what it uses by value only, and borrows the rest: for writing where the block assigns to it
///   or says `&mut`, else for reading. If a method needs more, rustc says so, and `async move` with `let list = &mut list;`
///   before does it. What a block uses both ways is refused, because there it depends on the type what happens.
///
/// - A local that only shows in the arguments of a macro which are no expressions, or in a call, is not found. That is an error
///   when the program is built:
///
///   ```compile_fail
///   # use manual_async::{block_on, machine};
///   let double = { let by = 2; move |x: u32| x * by };
///   block_on(machine!(async move { double(21) })); // Instead: `(double)(21)`.
///   ```
#[doc(inline)]
pub use manual_async_macro::machine;
/// Rewrites an `async fn` into an explicit state machine.
///
/// What comes out is a plain `fn` with the same signature, except that it returns `impl Future<Output = T>`. It captures what
/// the `async fn` would, and is `Send` when what it keeps across its awaits is. It is rarely larger: the exceptions that are
/// known are a test's, `tests/equivalence/sizes.rs`, each with its reason.
///
/// It goes on every `async fn` that has a body: free, in an `impl`, in an `impl` of a trait, inside another function; with
/// generics, lifetimes, every kind of `self`, `impl Trait` arguments and patterns. Other attributes that rewrite functions may
/// stand above it or below; either way they are given the `async fn`, and this attribute what they make of it. On a function
/// that is not `async` it rewrites the `async` blocks, as [`machine!`] does: in `fn f() -> impl Future { async move { .. } }`, in
/// what `#[async_trait]` makes of a method, in what `#[tokio::main]` makes of `main`.
///
/// On an `impl`, a trait or an inline `mod` it goes for every `async fn` with a body inside, as if each bore the attribute: in
/// nested modules, in `impl`s, in functions. What a `macro_rules!` inside makes is not seen. An error in one function does not
/// keep the others from being rewritten.
///
/// # Arguments
///
/// - `name = "ReadFile"`: the name of the enum. If nothing is said, it is the function's in camel case.
/// - `crate = path`: where the support code lives. If nothing is said, `::manual_async`.
/// - `inspect`: one can look into the future while it waits, which then returns `impl Future<Output = T> +`
///   [`Inspect`](inspect::Inspect). The cargo feature `inspect` does that for all functions, except that the methods of traits
///   then return what their traits say.
/// - `max_size = 256`: the program is not built if the future takes more bytes. rustc then prints which state and which locals
///   fill it. That is checked when code for the function is made: by `cargo build`, and not by `cargo check`; of a generic
///   function, for the types that it is used with.
/// - `skip`: on something inside an `impl`, trait or `mod` with the attribute, leaves it as it is.
///
/// On an `impl`, trait or `mod`, `crate`, `inspect` and `max_size` hold for all functions inside, and `name` for none. In the
/// `impl` of a trait `inspect` makes the methods return more than the trait says, for whoever knows the type. What a body in the
/// trait itself returns, the trait says.
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

/// Looking into a machine while it waits: what `#[manual_async(inspect)]` is for.
#[doc(inline)]
pub use manual_async_runtime::machine::inspect;
#[cfg(feature = "std")]
pub use manual_async_runtime::{
    Executor, FakeSocket, FutSocket, JoinHandle, block_on, executor, fs, record, socket, yield_now,
};

/// The programs in the README are compiled and run.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../README.md")]
struct Readme;

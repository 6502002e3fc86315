//! An executor: the loop that polls futures to completion, on one thread.
//!
//! A future does nothing by itself. Somebody has to call [`poll`](Future::poll); an answer of `Pending` means "call
//! again, but not before the waker that you passed to me was woken". An executor is whoever keeps that bargain for many
//! futures at once. This one is made of four parts, best read in this order:
//!
//! - the **executor** (this file, and the loop in `run.rs`) takes tasks from the run queue, polls them, and parks its thread while there
//!   are none;
//! - `core.rs`: the **run queue** says which tasks were woken, in the order of waking. It is for the executor's own thread;
//!   other threads put their wakes into the **mail**, which the executor reads between any two polls;
//! - `raw/`: a **task** is one piece of memory, with the future that was spawned, later what became of it, and the counts and
//!   flags that its wakers work on. All `unsafe` is there, and why it is;
//! - `handle.rs`: the **handle** is for whoever wants the output, or the end, of a task.
//!
//! Beside them stand `dump.rs` and `inspected.rs`: what the tasks are doing, for whoever asks.
//!
//! All but these and `raw/` is less than 400 lines without comments, to be read in one sitting. `raw/` is twice that, and what
//! speed costs: safe code, or a crate like `async-task`, would do in its place, with twice the instructions for each wake and
//! poll (the README has both measured, side by side).
//!
//! # The life of a task
//!
//! ```text
//!     spawn ──1──▶ QUEUED ──2──▶ POLLING ──3──▶ IDLE          future returned Pending
//!                    ▲              │ │           │
//!                    ├───────4──────┘ │           │           woken during the poll
//!                    ├───────5────────┼───────────┘           woken while idle
//!                    │                │
//!                    │                ├──6──▶ FINISHED ──7──▶ GONE     returned Ready, or panicked
//!                    └───────8────────┴─────────────────────▶ GONE     handle dropped: cancelled
//! ```
//!
//! 1. [`spawn`](Executor::spawn) wakes the new task: the first poll is the answer to a wake like any other.
//! 2. The executor takes the oldest entry of the queue and *first* clears the marks of being queued or in the mail, *then*
//!    polls. A wake that arrives from here on, from whichever thread, sets its mark anew. So no wake is lost.
//! 3. `Pending`, and not woken meanwhile: the task is in no queue. It costs memory, but no time.
//! 4. Woken while it is polled: it goes to the *end* of the queue, so a task that wakes itself over and over takes turns
//!    with the others.
//! 5. Woken while idle. Only the wake that sets the mark queues the task, so a hundred wakes make one poll.
//! 6. The future is dropped, then its output, or the panic that ended it, takes its place, and the handle's awaiter is woken.
//!    Late wakes find nothing to do.
//! 7. The handle takes the output away, or is dropped, or was detached. The memory goes with the last waker.
//! 8. Dropping the handle drops the future at once (or when the poll under way returns). Dropping the executor does the same
//!    to all of its tasks.
//!
//! # Sleeping
//!
//! With an empty queue the executor parks its thread. Who then puts something into its mail unparks it; nobody else ever
//! does. Before that it asks whether any waker of any task is left. If there is none, nobody can end that sleep, and
//! [`run`](Executor::run) returns an error instead: a [`Deadlock`], with what each task waits for.
//!
//! ```
//! use manual_async_runtime::{Executor, yield_now};
//!
//! let executor = Executor::new();
//! let sum = executor.spawn(async { 1 + 2 });
//! let product = executor.spawn(async {
//!     yield_now().await;
//!     3 * 4
//! });
//! assert_eq!(executor.run_until(async { sum.await + product.await }), 15);
//! ```

mod block_on;
mod core;
mod dump;
mod handle;
mod inspected;
#[allow(unsafe_code, reason = "see its documentation")]
mod raw;
mod run;
mod sync;
mod yield_now;

pub use block_on::block_on;
pub use dump::{Deadlock, Dump, TaskDump, TaskState, Watcher};
pub use handle::{JoinHandle, Outcome};
pub use yield_now::{YieldNow, yield_now};

use crate::record::Recording;
use raw::Home;
use std::{
    borrow::Cow,
    cell::{Cell, OnceCell},
    fmt,
};

/// A single-threaded executor.
///
/// `'a` is how long the things live that spawned futures borrow; it is inferred. What tasks borrow must be declared
/// before the executor.
///
/// An executor stays on the thread that made it, so futures need not be [`Send`]; their wakers may be woken from
/// any thread. It does nothing outside of [`run`](Self::run), [`run_until`](Self::run_until) and
/// [`run_all`](Self::run_all).
///
/// # Cancellation
///
/// Dropping the executor drops the futures of all tasks that have not finished.
///
/// # Spawning from inside
///
/// The future given to `run_until` may borrow the executor. A task cannot, as the executor owns the task; it can hold
/// an `Rc` of it (tasks that never finish then keep the executor alive) or, better, a [`Weak`](std::rc::Weak):
///
/// ```
/// use manual_async_runtime::Executor;
/// use std::rc::Rc;
///
/// let executor = Rc::new(Executor::new());
/// let spawner = Rc::downgrade(&executor);
/// let outer = executor.spawn(async move {
///     let inner = spawner.upgrade().expect("a running task has an executor").spawn(async { 20 });
///     inner.await + 1
/// });
/// assert_eq!(executor.run_until(outer), 21);
/// ```
pub struct Executor<'a> {
    home: Home<'a>,
    is_running: Cell<bool>,
    recording: OnceCell<Recording>,
}

impl<'a> Executor<'a> {
    /// Makes an executor without tasks, to be run by the current thread.
    pub fn new() -> Self {
        Executor { home: Home::new(), is_running: Cell::new(false), recording: OnceCell::new() }
    }

    /// Adds a task, which is polled for the first time when the executor runs.
    ///
    /// The handle is a future of the output. Dropping it cancels the task; [`JoinHandle::detach`] lets it run on its
    /// own.
    ///
    /// # Panics
    ///
    /// Never itself. A panic inside `future` ends this task alone, and is reported by the handle.
    ///
    /// ```
    /// use manual_async_runtime::Executor;
    ///
    /// let name = String::from("Ada");
    /// let executor = Executor::new();
    /// // A task may borrow what lives longer than the executor.
    /// let length = executor.spawn(async { name.len() });
    /// assert!(!length.is_finished());
    /// executor.run().unwrap();
    /// assert_eq!(executor.run_until(length), 3);
    /// ```
    pub fn spawn<F>(&self, future: F) -> JoinHandle<'a, F::Output>
    where
        F: Future + 'a,
    {
        JoinHandle(self.home.spawn((), future))
    }

    /// The same as [`spawn`](Self::spawn), with a name for [`dump`](Self::dump) and [`Deadlock`].
    ///
    /// ```
    /// use manual_async_runtime::Executor;
    ///
    /// let executor = Executor::new();
    /// executor.spawn_named("sleeper", std::future::pending::<()>()).detach();
    /// let deadlock = executor.run().unwrap_err();
    /// assert_eq!(deadlock.stuck().to_string(), "stuck    sleeper");
    /// ```
    pub fn spawn_named<F>(&self, name: impl Into<Cow<'static, str>>, future: F) -> JoinHandle<'a, F::Output>
    where
        F: Future + 'a,
    {
        JoinHandle(self.home.spawn(name.into(), future))
    }
}

impl Default for Executor<'_> {
    fn default() -> Self {
        Executor::new()
    }
}

impl fmt::Debug for Executor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor").field("tasks", &self.home.local().tasks.iter().count()).finish_non_exhaustive()
    }
}

//! What `spawn` returns: the way to a task's output, and to its end.

use super::raw::Spawned;
use std::{
    fmt,
    panic::resume_unwind,
    pin::Pin,
    task::{Context, Poll, ready},
    thread,
};

/// A future of a task's output. Made by [`Executor::spawn`](super::Executor::spawn).
///
/// # Cancellation
///
/// Dropping the handle cancels the task: its future is dropped before `drop` returns, unless it is the very task
/// that runs right now; then it is dropped as soon as its poll returns (so it is while a dump looks into it). Use
/// [`detach`](Self::detach) to let it run on.
///
/// A future that owns a handle drops that task within its own drop, as any value does with what it owns. So where tasks own each other's
/// handles in a chain, dropping the outermost takes the more stack the longer the chain is: tens of thousands may be more than a thread has.
///
/// # Panics
///
/// If the task panicked, awaiting its handle resumes that panic in the awaiter, payload and all;
/// [`outcome`](Self::outcome) hands it out as a value instead. Polling panics, too, after the output was given out and
/// after the executor was dropped with the task unfinished.
///
/// ```
/// use manual_async_runtime::Executor;
///
/// let executor = Executor::new();
/// let handle = executor.spawn(async { "done" });
/// executor.run().unwrap();
/// assert!(handle.is_finished());
/// assert_eq!(executor.run_until(handle), "done");
/// ```
#[must_use = "dropping the handle cancels the task; call `detach` to let it run on"]
pub struct JoinHandle<'a, T>(pub(super) Spawned<'a, T>);

impl<'a, T> JoinHandle<'a, T> {
    /// Takes the outcome, or leaves a waker for when there is one.
    fn poll_outcome(&self, cx: &mut Context<'_>) -> Poll<thread::Result<T>> {
        if !self.0.is_over() {
            self.0.set_awaiter(cx.waker());
            return Poll::Pending;
        }
        Poll::Ready(self.0.take().expect("the handle was polled after completion, or its executor was dropped"))
    }

    /// Lets the task run on without a handle. Its output is dropped; a panic is printed by the panic hook, and that is
    /// all that is heard of it.
    ///
    /// ```
    /// use manual_async_runtime::Executor;
    /// use std::cell::Cell;
    ///
    /// let done = Cell::new(false);
    /// let executor = Executor::new();
    /// executor.spawn(async { done.set(true) }).detach();
    /// executor.run().unwrap();
    /// assert!(done.get());
    /// ```
    pub fn detach(self) {
        self.0.detach();
    }

    /// Whether the task has returned or panicked, or was cancelled with its executor: whether polling gives an answer.
    pub fn is_finished(&self) -> bool {
        self.0.is_over()
    }

    /// A future of the output or of the panic that ended the task, as from [`std::thread::JoinHandle::join`].
    ///
    /// ```
    /// use manual_async_runtime::Executor;
    ///
    /// let executor = Executor::new();
    /// let handle = executor.spawn(async { panic!("lost the connection") });
    /// let payload = executor.run_until(handle.outcome()).unwrap_err();
    /// assert_eq!(payload.downcast_ref::<&str>(), Some(&"lost the connection"));
    /// ```
    pub fn outcome(self) -> Outcome<'a, T> {
        Outcome(self)
    }
}

impl<T> Future for JoinHandle<'_, T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        match ready!(self.poll_outcome(cx)) {
            Ok(output) => Poll::Ready(output),
            Err(panic) => resume_unwind(panic),
        }
    }
}

impl<T> fmt::Debug for JoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").field("is_finished", &self.is_finished()).finish_non_exhaustive()
    }
}

/// A future of how a task ended. Made by [`JoinHandle::outcome`]; dropping it cancels the task.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled, and dropping this one cancels the task"]
pub struct Outcome<'a, T>(JoinHandle<'a, T>);

impl<T> Future for Outcome<'_, T> {
    type Output = thread::Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.poll_outcome(cx)
    }
}

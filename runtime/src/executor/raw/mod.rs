//! One spawned future, and what became of it.

use super::run_queue::Notice;
use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    thread,
};

type BoxedFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What executor and handle share.
///
/// Polls, destructors and wakers are code of the user, which may well come back here. So a value is first taken out of
/// its cell, and then dropped or woken.
pub(super) struct Task<'a, T> {
    /// Borrowed while it is polled. None when the task is over.
    future: RefCell<Option<BoxedFuture<'a, T>>>,
    /// Finished or cancelled. If it is set during a poll, that poll is the last.
    is_over: Cell<bool>,
    /// How the task finished, until the handle takes it.
    outcome: Cell<Option<thread::Result<T>>>,
    /// Who awaits the handle.
    awaiter: Cell<Option<Waker>>,
    notice: Arc<Notice>,
    /// The notice once more, as futures want to see it.
    waker: Waker,
}

impl<'a, T> Task<'a, T> {
    pub(super) fn new(future: BoxedFuture<'a, T>, notice: Arc<Notice>) -> Self {
        Task {
            future: RefCell::new(Some(future)),
            is_over: Cell::new(false),
            outcome: Cell::new(None),
            awaiter: Cell::new(None),
            waker: Waker::from(Arc::clone(&notice)),
            notice,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_over.get()
    }

    /// Takes the outcome, or leaves a waker for when there is one.
    pub(super) fn poll_outcome(&self, cx: &mut Context<'_>) -> Poll<thread::Result<T>> {
        if !self.is_over() {
            let replaced = self.awaiter.replace(Some(cx.waker().clone()));
            drop(replaced);
            return Poll::Pending;
        }
        let outcome = self.outcome.take();
        Poll::Ready(outcome.expect("the handle was polled after completion, or its executor was dropped"))
    }

    /// Drops the future, now or when the poll under way returns; or the output, if there is one.
    pub(super) fn cancel(&self) {
        self.is_over.set(true);
        let future = self.future.try_borrow_mut().ok().and_then(|mut future| future.take());
        if future.is_some() {
            // Queued once more, so that the executor finds it over and forgets it.
            self.notice.wake();
        }
        drop(future);
        drop(self.outcome.take());
    }

    /// Stores how the future ended, and wakes who awaits it. The future is dropped first, as the locals of a function are
    /// before it returns.
    fn end(&self, future: Option<BoxedFuture<'a, T>>, outcome: thread::Result<T>) {
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(future)));
        let outcome = outcome.and_then(|output| dropped.map(|()| output));
        let was_cancelled = self.is_over.replace(true);
        if was_cancelled {
            let _ = catch_unwind(AssertUnwindSafe(|| drop(outcome)));
        } else {
            self.outcome.set(Some(outcome));
            self.wake_awaiter();
        }
    }

    fn wake_awaiter(&self) {
        if let Some(awaiter) = self.awaiter.take() {
            awaiter.wake();
        }
    }
}

/// A task whose output type is forgotten: as the executor sees it.
pub(super) trait Erased {
    /// Polls once, if it was woken. Ready means that the executor can forget the task.
    fn poll(&self) -> Poll<()>;

    /// Cancels because the executor goes away. Whoever awaits the handle is woken, to hear of it.
    fn abandon(&self);

    fn notice(&self) -> &Notice;
}

impl<T> Erased for Task<'_, T> {
    fn poll(&self) -> Poll<()> {
        if self.is_over() {
            return Poll::Ready(());
        }
        if !self.notice.begin_poll() {
            return Poll::Pending;
        }
        let mut slot = self.future.borrow_mut();
        let future = slot.as_mut().expect("a task that is not over has a future");
        let mut cx = Context::from_waker(&self.waker);
        // Asserted, because a future that panicked is never polled again, only dropped.
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx)));
        if matches!(polled, Ok(Poll::Pending)) && !self.is_over() {
            return Poll::Pending;
        }
        let future = slot.take();
        drop(slot);
        match polled {
            Ok(Poll::Ready(output)) => self.end(future, Ok(output)),
            Err(panic) => self.end(future, Err(panic)),
            // Cancelled by its own poll.
            Ok(Poll::Pending) => drop(catch_unwind(AssertUnwindSafe(|| drop(future)))),
        }
        Poll::Ready(())
    }

    fn abandon(&self) {
        self.cancel();
        self.wake_awaiter();
    }

    fn notice(&self) -> &Notice {
        &self.notice
    }
}

//! A task, as the executor, its queue and its handles have it.

use super::{
    super::{
        core::{Core, Local},
        dump::TaskState,
        sync::{AtomicU32, Ordering::Relaxed},
    },
    BUSY, Header, OVER, Pointer, QUEUED, TASK, Visit, WAKER,
    whole::{Name, Stage, Whole},
};
use std::{
    cell::Cell,
    mem::ManuallyDrop,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    process::abort,
    ptr::NonNull,
    sync::Arc,
    task::Context,
    thread,
};

/// A counted pointer to a task. It stays with the owner.
pub(in crate::executor) struct Task(pub(super) Pointer);

impl Task {
    /// Puts a future on the heap.
    ///
    /// # Safety
    /// The stage is emptied before anything that the future or its output borrows is gone.
    pub(super) unsafe fn new<F: Future, N: Name<F>>(core: &Arc<Core>, name: N, future: F) -> Self {
        let header = Header {
            kind: &Whole::<F, N>::KIND,
            core: Arc::clone(core),
            awaiter: ManuallyDrop::new(Cell::new(None)),
            next: Cell::new(None),
            before: Cell::new(None),
            behind: Cell::new(None),
            wakers: AtomicU32::new(WAKER),
            state: Cell::new(TASK),
        };
        let whole = Box::new(Whole { header, name, stage: Stage::Future(future) });
        Task(Pointer(NonNull::from(Box::leak(whole)).cast()))
    }

    pub(in crate::executor) fn is_over(&self) -> bool {
        self.0.has(OVER)
    }

    pub(in crate::executor) fn state(&self) -> TaskState {
        if self.0.has(BUSY) {
            TaskState::Running
        } else if self.0.has(QUEUED) {
            TaskState::Ready
        } else if self.can_be_woken() {
            TaskState::Waiting
        } else {
            TaskState::Stuck
        }
    }

    pub(in crate::executor) fn name(&self) -> &str {
        // SAFETY: it is as good as `self` is.
        unsafe { &*(self.0.kind.name)(self.0.0) }
    }

    /// Calls `visit` with the future, if that can be looked into, and if it is neither being polled nor dropped. An error is the
    /// panic that came of it.
    pub(in crate::executor) fn look(&self, visit: &mut Visit<'_>) -> thread::Result<()> {
        if self.is_over() || self.0.has(BUSY) {
            return Ok(());
        }
        // SAFETY: it is `BUSY`.
        let looked =
            self.while_busy(|| catch_unwind(AssertUnwindSafe(|| unsafe { (self.0.kind.look)(self.0.0, visit) })));
        if self.is_over() {
            // Cancelled by whom it was shown to.
            drop(self.empty());
        }
        looked
    }

    fn local(&self) -> &Local {
        // SAFETY: a `Task` stays with the owner.
        unsafe { self.0.core.local.get() }
    }

    /// Queues the task, unless it is queued already or over.
    #[inline]
    pub(super) fn wake(&self) {
        // SAFETY: a `Task` stays with the owner.
        unsafe { self.0.wake_here() }
    }

    /// Whether a waker of this task is left: with anybody, on any thread, or on its way to the executor.
    pub(in crate::executor) fn can_be_woken(&self) -> bool {
        // One is for the `Task`s.
        self.0.wakers.load(Relaxed) / WAKER > 1
    }

    /// Polls the future once, unless the task is over. The poll is the answer to all wakes so far.
    #[inline]
    pub(in crate::executor) fn poll(&self) {
        if self.is_over() {
            return;
        }
        self.0.take_out_of_mail();
        // SAFETY: `self` keeps the task alive. This waker is not counted unless it is cloned, and so not dropped.
        let waker = ManuallyDrop::new(unsafe { self.0.waker() });
        let mut cx = Context::from_waker(&waker);
        // SAFETY: it is `BUSY`, and not over. Nobody polls a task from inside, or while it is looked into.
        let polled = self.while_busy(|| unsafe { (self.0.kind.poll)(self.0.0, &mut cx) });
        if polled.is_ready() || self.is_over() {
            self.finish();
        }
    }

    /// After the last poll.
    #[inline(never)]
    fn finish(&self) {
        if self.is_over() {
            // Cancelled by its own poll, which had to end first.
            drop(self.empty());
        } else {
            self.end();
            self.wake_awaiter();
        }
    }

    /// The stage is not in use before, and is for this function alone.
    #[inline]
    fn while_busy<T>(&self, run: impl FnOnce() -> T) -> T {
        self.0.set(self.0.state.get() | BUSY);
        let result = run();
        self.0.set(self.0.state.get() & !BUSY);
        result
    }

    /// It is not polled again, and the executor need not know it any longer.
    #[inline]
    fn end(&self) {
        self.0.set(self.0.state.get() | OVER);
        drop(self.local().tasks.remove(self));
    }

    /// Ends the task, if it has not ended. What is in the stage is dropped now, or when the poll under way returns.
    pub(in crate::executor) fn cancel(&self) {
        if !self.is_over() {
            self.end();
        }
        if !self.0.has(BUSY) {
            self.empty().unwrap_or_else(|panic| resume_unwind(panic));
        }
    }

    /// Drops what is in the stage. An error is the panic that came of it.
    fn empty(&self) -> thread::Result<()> {
        // SAFETY: it is `BUSY`.
        self.while_busy(|| unsafe { (self.0.kind.empty)(self.0.0) })
    }

    /// The outcome, if the task is over and it was not taken yet.
    ///
    /// # Safety
    /// `T` is the output of the task's future.
    pub(super) unsafe fn take<T>(&self) -> Option<thread::Result<T>> {
        let mut outcome = None;
        if self.is_over() && !self.0.has(BUSY) {
            // SAFETY: over, not `BUSY`, and the type is right.
            unsafe { (self.0.kind.take)(self.0.0, (&raw mut outcome).cast()) };
        }
        outcome
    }

    /// What the last `Task` does.
    #[inline(never)]
    fn settle(&self) {
        self.forget_awaiter();
        if self.can_be_woken() {
            // Now, because later it may be another thread that frees it.
            drop(self.empty());
        }
        self.0.release();
    }
}

impl Clone for Task {
    #[inline]
    fn clone(&self) -> Self {
        self.0.task()
    }
}

impl Drop for Task {
    #[inline]
    fn drop(&mut self) {
        let state = self.0.state.get() - TASK;
        self.0.set(state);
        if state < QUEUED {
            self.settle();
        }
    }
}

/// Runs code of the user whose panic concerns nobody that is there: it was printed by the panic hook, and that is all.
pub(in crate::executor) fn unheard(run: impl FnOnce()) {
    drop(catch_unwind(AssertUnwindSafe(run)));
}

impl Pointer {
    /// One more `Task`. Only for the owner, and while there is another: at least as long as the task is not over.
    #[inline]
    pub(super) fn task(self) -> Task {
        match self.state.get().checked_add(TASK) {
            Some(state) => self.set(state),
            None => abort(),
        }
        Task(self)
    }

    /// What the run queue kept alive.
    #[inline]
    pub(super) fn unqueued(self) -> Task {
        let task = self.task();
        self.set(self.state.get() & !QUEUED);
        task
    }

    /// # Safety
    /// Only for the owner.
    #[inline]
    pub(super) unsafe fn wake_here(self) {
        let state = self.state.get();
        if state & (QUEUED | OVER) == 0 {
            self.set(state | QUEUED);
            // SAFETY: called by the owner.
            unsafe { self.core.local.get() }.queue.push(self);
        }
    }
}

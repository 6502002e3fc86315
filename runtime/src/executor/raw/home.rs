//! What ties tasks to their executor: to its thread, and to how long the things live that they borrow.

use super::{
    super::core::{Core, Local},
    Name, Task,
};
use std::{
    borrow::Cow,
    cell::Cell,
    future::pending,
    marker::PhantomData,
    ops::Deref,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
    task::Context,
    thread,
};

/// What only the owner may look at, in something that all threads can.
pub(in crate::executor) struct OwnerOnly<T>(T);

// SAFETY: looking at it is `unsafe`. It is dropped by whoever drops the `Core`, but `Home` has emptied it then.
unsafe impl<T> Sync for OwnerOnly<T> {}
// SAFETY: as above.
unsafe impl<T> Send for OwnerOnly<T> {}

impl<T> OwnerOnly<T> {
    pub(in crate::executor) fn new(value: T) -> Self {
        OwnerOnly(value)
    }

    /// # Safety
    /// Only for the owner.
    #[inline]
    pub(super) unsafe fn get(&self) -> &T {
        &self.0
    }
}

/// The executor's own hold of what it shares with its tasks. It stays on its thread, and makes that the owner.
pub(in crate::executor) struct Home<'a> {
    core: Arc<Core>,
    /// Neither longer nor shorter than what tasks may borrow; and not to be sent.
    _lent: PhantomData<(Cell<&'a ()>, *const ())>,
}

impl<'a> Home<'a> {
    pub(in crate::executor) fn new() -> Self {
        Home { core: Arc::new(Core::for_current_thread()), _lent: PhantomData }
    }

    #[inline]
    pub(in crate::executor) fn core(&self) -> &Arc<Core> {
        &self.core
    }

    #[inline]
    pub(in crate::executor) fn local(&self) -> &Local {
        // SAFETY: a `Home` stays with the owner.
        unsafe { self.core.local.get() }
    }

    /// A new task, listed and queued.
    pub(in crate::executor) fn spawn<F>(&self, name: impl Name<F>, future: F) -> Spawned<'a, F::Output>
    where
        F: Future + 'a,
    {
        // SAFETY: all tasks are cancelled when `self` is dropped, which what they borrow outlives; an outcome that is not taken
        // goes with the last `Task`, all of which are dropped then, too, but for `Spawned`, which cannot live longer.
        let task = unsafe { Task::new(&self.core, name, future) };
        self.local().tasks.borrow_mut().insert(task.clone());
        task.wake();
        Spawned { task, _output: PhantomData }
    }

    /// A task that stands for a future kept somewhere else. It is not listed, and queued once.
    pub(in crate::executor) fn root(&self, name: Cow<'static, str>) -> Root {
        // SAFETY: the future borrows nothing.
        let task = unsafe { Task::new(&self.core, name, pending::<()>()) };
        task.wake();
        Root(task)
    }
}

impl Drop for Home<'_> {
    /// Cancels all tasks, in the order of spawning. The first panic that comes of it goes on when all are gone.
    fn drop(&mut self) {
        self.core.close();
        let mut first_panic = None;
        for task in self.local().tasks.take() {
            let dropped = catch_unwind(AssertUnwindSafe(|| task.cancel()));
            first_panic = first_panic.or(dropped.err());
            // Whoever awaits the handle is to hear of it.
            task.wake_awaiter();
        }
        while self.local().queue.pop().is_some() {}
        if let Some(panic) = first_panic
            && !thread::panicking()
        {
            resume_unwind(panic);
        }
    }
}

/// A spawned task, and what its output is.
pub(in crate::executor) struct Spawned<'a, T> {
    task: Task,
    _output: PhantomData<(T, &'a ())>,
}

impl<T> Spawned<'_, T> {
    /// The outcome, if the task is over and it was not taken yet.
    pub(in crate::executor) fn take(&self) -> Option<thread::Result<T>> {
        // SAFETY: this is the output of the future it was made with.
        unsafe { self.task.take() }
    }
}

impl<T> Deref for Spawned<'_, T> {
    type Target = Task;

    #[inline]
    fn deref(&self) -> &Task {
        &self.task
    }
}

/// The task of a future that the executor keeps on its own stack. It is over when this is dropped.
pub(in crate::executor) struct Root(Task);

impl Deref for Root {
    type Target = Task;

    #[inline]
    fn deref(&self) -> &Task {
        &self.0
    }
}

impl Root {
    /// Polls that future, with the waker of this task.
    #[inline]
    pub(in crate::executor) fn poll<T>(&self, poll: impl FnOnce(&mut Context<'_>) -> T) -> T {
        self.0.poll_as_root(poll)
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        self.0.cancel_root();
    }
}

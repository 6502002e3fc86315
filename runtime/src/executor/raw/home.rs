//! What ties tasks to their executor: to its thread, and to how long the things live that they borrow.

use super::{
    super::core::{Core, Local},
    Name, Task,
};
use std::{
    cell::Cell,
    marker::PhantomData,
    mem::ManuallyDrop,
    ops::Deref,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
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
        self.local().tasks.push(task.clone());
        task.wake();
        Spawned { task, _output: PhantomData }
    }

    /// A new task, queued and not listed, for as long as `run` takes.
    pub(in crate::executor) fn with_root<F, R>(&self, future: F, run: impl FnOnce(&Spawned<'_, F::Output>) -> R) -> R
    where
        F: Future,
    {
        // SAFETY: it is cancelled, or its outcome taken, before this returns.
        let root = Spawned { task: unsafe { Task::new(&self.core, (), future) }, _output: PhantomData };
        root.task.wake();
        run(&root)
    }
}

impl Drop for Home<'_> {
    /// Cancels all tasks, in the order of spawning. The first panic that comes of it goes on when all are gone.
    fn drop(&mut self) {
        self.core.close();
        let mut first_panic = None;
        while let Some(task) = self.local().tasks.first() {
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

/// A spawned task, and what its output is. Dropping this cancels it.
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

    /// Lets the task run on.
    pub(in crate::executor) fn detach(self) {
        let spawned = ManuallyDrop::new(self);
        drop(Task(spawned.task.0));
    }
}

impl<T> Deref for Spawned<'_, T> {
    type Target = Task;

    #[inline]
    fn deref(&self) -> &Task {
        &self.task
    }
}

impl<T> Drop for Spawned<'_, T> {
    fn drop(&mut self) {
        self.task.cancel();
    }
}

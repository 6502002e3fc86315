//! Who is woken when a task is over.

use super::{OVER, Pointer, Task, task::unheard};
use crate::record::{self, Note};
use std::{sync::Arc, task::Waker};

/// Who awaits a handle. Mostly it is a task of the same executor: that is kept as a [`Task`], and not by its waker, so that it
/// does not count as one that somebody from outside may wake.
pub(super) enum Awaiter {
    Task(Task),
    /// In a box, so that there is no room for it where it is not needed.
    Other(Box<Other>),
}

pub(super) enum Other {
    /// A task of the same executor, whose wakes are recorded.
    Recorded(Task, Note),
    Waker(Waker),
}

impl Awaiter {
    #[inline]
    fn wake(self) {
        match self {
            Awaiter::Task(task) => task.wake(),
            Awaiter::Other(other) => other.wake(),
        }
    }

    fn task(&self) -> Option<&Task> {
        match self {
            Awaiter::Task(task) => Some(task),
            Awaiter::Other(other) => match &**other {
                Other::Recorded(task, _) => Some(task),
                Other::Waker(_) => None,
            },
        }
    }
}

impl Other {
    fn wake(self) {
        match self {
            Other::Recorded(task, note) => {
                note.wake();
                task.wake();
            }
            Other::Waker(waker) => waker.wake(),
        }
    }
}

impl Task {
    /// Has `waker` woken when the task is over. The newest wins.
    pub(in crate::executor) fn set_awaiter(&self, waker: &Waker) {
        let awaiter = self.beside(waker).map_or_else(|| self.other(waker), Awaiter::Task);
        drop(self.0.awaiter.replace(Some(awaiter)));
    }

    /// The task of the same executor that `waker` is of, if it is not over.
    #[inline]
    fn beside(&self, waker: &Waker) -> Option<Task> {
        let task = Pointer::of(waker).filter(|task| Arc::ptr_eq(&task.core, &self.0.core) && !task.has(OVER));
        task.map(Pointer::task)
    }

    #[cold]
    fn other(&self, waker: &Waker) -> Awaiter {
        let recorded =
            record::behind(waker).and_then(|(note, inner)| self.beside(&inner).map(|task| Other::Recorded(task, note)));
        Awaiter::Other(Box::new(recorded.unwrap_or_else(|| Other::Waker(waker.clone()))))
    }

    /// The task of this executor that awaits the handle, if it is not over.
    pub(in crate::executor) fn awaiter(&self) -> Option<Task> {
        let awaiter = self.0.awaiter.take();
        let task = awaiter.as_ref().and_then(Awaiter::task).cloned();
        self.0.awaiter.set(awaiter);
        task.filter(|task| !task.is_over())
    }

    #[inline]
    pub(super) fn wake_awaiter(&self) {
        if let Some(awaiter) = self.0.awaiter.take() {
            unheard(|| awaiter.wake());
        }
    }

    pub(super) fn forget_awaiter(&self) {
        if let Some(awaiter) = self.0.awaiter.take() {
            unheard(|| drop(awaiter));
        }
    }
}

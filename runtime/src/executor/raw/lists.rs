//! The run queue, and the list of all tasks. A task has room for its links, so neither of the two needs memory of its own.

use super::{Pointer, Task};
use std::{cell::Cell, iter::successors, mem::ManuallyDrop};

/// What leads to a task that is in the list.
pub(super) type Link = Cell<Option<Pointer>>;

/// Tasks in the order of waking. Being in it keeps a task alive, by its flag `QUEUED`.
#[derive(Default)]
pub(in crate::executor) struct RunQueue {
    first: Link,
    last: Link,
}

impl RunQueue {
    /// Adds a task that was not `QUEUED`, and is now.
    #[inline]
    pub(super) fn push(&self, task: Pointer) {
        match self.last.replace(Some(task)) {
            Some(last) => last.next.set(Some(task)),
            None => self.first.set(Some(task)),
        }
    }

    #[inline]
    pub(in crate::executor) fn pop(&self) -> Option<Task> {
        let first = self.first.get()?;
        let next = first.next.take();
        if next.is_none() {
            self.last.set(None);
        }
        self.first.set(next);
        Some(first.unqueued())
    }
}

/// Tasks that are not over, in the order of spawning. Each is counted.
#[derive(Default)]
pub(in crate::executor) struct Tasks {
    first: Link,
    last: Link,
    /// One that could be woken, when this was last asked; or, if that is over, who was behind it.
    witness: Link,
}

impl Tasks {
    #[inline]
    pub(super) fn push(&self, task: Task) {
        let task = ManuallyDrop::new(task).0;
        let before = self.last.replace(Some(task));
        task.before.set(before);
        self.behind(&before).set(Some(task));
    }

    /// Takes a task out, if it is in the list.
    pub(super) fn remove(&self, task: &Task) -> Option<Task> {
        let task = task.0;
        let (before, behind) = (task.before.take(), task.behind.take());
        if self.behind(&before).get() != Some(task) {
            return None;
        }
        self.behind(&before).set(behind);
        behind.as_ref().map_or(&self.last, |behind| &behind.before).set(before);
        if self.witness.get() == Some(task) {
            self.witness.set(behind);
        }
        Some(Task(task))
    }

    fn behind<'l>(&'l self, before: &'l Option<Pointer>) -> &'l Link {
        before.as_ref().map_or(&self.first, |before| &before.behind)
    }

    pub(super) fn first(&self) -> Option<Task> {
        self.first.get().map(Pointer::task)
    }

    pub(in crate::executor) fn iter(&self) -> impl Iterator<Item = Task> {
        from(&self.first)
    }

    /// Whether anybody is left who could wake one of them. Looks first where it found one last time: the tasks before that are
    /// likely to wait for each other.
    pub(in crate::executor) fn can_be_woken(&self) -> bool {
        let found = from(&self.witness).chain(self.iter()).find(Task::can_be_woken);
        self.witness.set(found.as_ref().map(|task| task.0));
        found.is_some()
    }

    pub(in crate::executor) fn is_empty(&self) -> bool {
        self.first.get().is_none()
    }
}

fn from(link: &Link) -> impl Iterator<Item = Task> {
    successors(link.get().map(Pointer::task), |task| task.0.behind.get().map(Pointer::task))
}

//! The run queue.

use super::{Pointer, Task};
use std::{cell::Cell, mem::forget};

/// Tasks in the order of waking. Each has room for a link to the next, so queueing one needs no memory.
#[derive(Default)]
pub(in crate::executor) struct RunQueue {
    first: Cell<Option<Task>>,
    /// Not counted: this task is in the queue.
    last: Cell<Option<Pointer>>,
}

impl RunQueue {
    /// Adds a task that is not in the queue.
    #[inline]
    pub(super) fn push(&self, task: Task) {
        let link = match &self.last.replace(Some(task.0)) {
            Some(last) => last.next.replace(Some(task)),
            None => self.first.replace(Some(task)),
        };
        // Nothing, and so nothing to drop.
        forget(link);
    }

    #[inline]
    pub(in crate::executor) fn pop(&self) -> Option<Task> {
        let first = self.first.take()?;
        let next = first.next();
        if next.is_none() {
            self.last.set(None);
        }
        forget(self.first.replace(next));
        Some(first)
    }
}

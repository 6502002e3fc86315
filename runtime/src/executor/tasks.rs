//! The list of tasks that are not over, in the order in which they were spawned.

use super::raw::Task;

/// A vector with gaps. They are closed when it would have to grow otherwise.
#[derive(Default)]
pub(super) struct Tasks {
    slots: Vec<Option<Task>>,
    len: usize,
    /// Where a task was that can be woken, when this was last asked.
    witness: usize,
}

impl Tasks {
    pub(super) fn insert(&mut self, task: Task) {
        if self.slots.len() == self.slots.capacity() && self.len <= self.slots.len() / 2 {
            self.close_gaps();
        }
        task.slot().set(u32::try_from(self.slots.len()).expect("there are fewer than 2^32 tasks"));
        self.slots.push(Some(task));
        self.len += 1;
    }

    /// Takes a task out of the list that is in it.
    pub(super) fn remove(&mut self, task: &Task) -> Option<Task> {
        let removed = self.slots.get_mut(task.slot().get() as usize).and_then(Option::take);
        self.len -= usize::from(removed.is_some());
        while let Some(None) = self.slots.last() {
            self.slots.pop();
        }
        removed
    }

    fn close_gaps(&mut self) {
        self.slots.retain(Option::is_some);
        for (slot, task) in (0..).zip(self.slots.iter().flatten()) {
            task.slot().set(slot);
        }
    }

    /// Whether anybody is left who could wake one of them. Looks first where it found one last time, as it often will again.
    pub(super) fn can_be_woken(&mut self) -> bool {
        let (before, after) = self.slots.split_at(self.witness.min(self.slots.len()));
        let found = after.iter().chain(before).position(|task| task.as_ref().is_some_and(Task::can_be_woken));
        if let Some(steps) = found {
            self.witness = (before.len() + steps) % self.slots.len();
        }
        found.is_some()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Task> {
        self.slots.iter().flatten()
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl IntoIterator for Tasks {
    type Item = Task;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Option<Task>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.slots.into_iter().flatten()
    }
}

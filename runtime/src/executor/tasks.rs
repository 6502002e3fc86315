//! The list of tasks: a vector whose gaps are used again.

/// The place of a task in its executor. Used again when that task is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TaskId(usize);

/// Tasks by their ids.
pub(super) struct Tasks<T> {
    places: Vec<Option<T>>,
    vacant: Vec<TaskId>,
}

impl<T> Tasks<T> {
    /// The id that the next [`insert`](Self::insert) uses.
    pub(super) fn next_id(&self) -> TaskId {
        self.vacant.last().copied().unwrap_or(TaskId(self.places.len()))
    }

    pub(super) fn insert(&mut self, task: T) {
        match self.vacant.pop() {
            Some(TaskId(place)) => self.places[place] = Some(task),
            None => self.places.push(Some(task)),
        }
    }

    pub(super) fn get(&self, id: TaskId) -> Option<&T> {
        self.places[id.0].as_ref()
    }

    pub(super) fn remove(&mut self, id: TaskId) -> Option<T> {
        self.vacant.push(id);
        self.places[id.0].take()
    }

    pub(super) fn len(&self) -> usize {
        self.places.len() - self.vacant.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> Default for Tasks<T> {
    fn default() -> Self {
        Tasks { places: Vec::new(), vacant: Vec::new() }
    }
}

impl<T> IntoIterator for Tasks<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Option<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.places.into_iter().flatten()
    }
}

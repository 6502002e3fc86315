//! Nobody is ready, and nobody is left who could change that.

use super::raw::Task;
use std::{error::Error, fmt};

/// All tasks wait, and no waker of any of them exists any longer: what [`Executor::run`](super::Executor::run) returns instead
/// of sleeping for ever.
#[derive(Debug)]
pub struct Deadlock {
    stuck: Vec<String>,
}

impl Deadlock {
    pub(super) fn among<'t>(tasks: impl Iterator<Item = &'t Task>) -> Self {
        Deadlock { stuck: tasks.map(|task| task.name().to_owned()).collect() }
    }

    /// The names of the tasks that wait, in the order of spawning; before them the future that was run, if there was one.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = &str> {
        self.stuck.iter().map(String::as_str)
    }
}

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "deadlock: nobody is left who could wake")?;
        self.tasks().try_for_each(|name| write!(f, "\n  {name}"))
    }
}

impl Error for Deadlock {}

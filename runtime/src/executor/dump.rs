//! What all tasks of an executor are doing.

use super::{core::Core, raw::Task};
use std::{
    error::Error,
    fmt,
    sync::{Arc, mpsc},
    time::Duration,
};

/// The tasks of an executor that were not over at some moment, in the order of spawning. Made by
/// [`Executor::dump`](super::Executor::dump) and [`Watcher::dump`]; displayed, each is a line.
#[derive(Clone, Debug)]
pub struct Dump {
    tasks: Vec<TaskDump>,
}

/// One of the tasks of a [`Dump`].
#[derive(Clone, Debug)]
pub struct TaskDump {
    name: String,
    state: TaskState,
}

/// What a task is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaskState {
    /// It was woken, and waits for its turn.
    Ready,
    /// It is the one that makes the dump.
    Running,
    /// It waits for somebody who has its waker.
    Waiting,
    /// It waits, and nobody has its waker.
    Stuck,
}

impl Dump {
    pub(super) fn of<'t>(tasks: impl Iterator<Item = &'t Task>) -> Self {
        let dump = |task: &Task| TaskDump { name: task.name().to_owned(), state: task.state() };
        Dump { tasks: tasks.map(dump).collect() }
    }

    /// One after the other, in the order of spawning.
    pub fn tasks(&self) -> &[TaskDump] {
        &self.tasks
    }
}

impl TaskDump {
    /// What it was spawned with, or else the type of its future.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is doing.
    pub fn state(&self) -> TaskState {
        self.state
    }
}

impl fmt::Display for Dump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, task) in self.tasks.iter().enumerate() {
            let end = if nth == 0 { "" } else { "\n" };
            write!(f, "{end}{task}")?;
        }
        Ok(())
    }
}

impl fmt::Display for TaskDump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            TaskState::Ready => "ready",
            TaskState::Running => "running",
            TaskState::Waiting => "waiting",
            TaskState::Stuck => "stuck",
        };
        write!(f, "{state:8} {}", self.name)
    }
}

/// Asks an executor for a dump of its tasks, from any thread. Made by [`Executor::watcher`](super::Executor::watcher).
#[derive(Clone)]
pub struct Watcher(pub(super) Arc<Core>);

impl Watcher {
    /// A dump, made by the executor between two polls; it is woken for that if it sleeps. None if it does not run, or if the
    /// poll under way takes longer than `patience`.
    pub fn dump(&self, patience: Duration) -> Option<Dump> {
        let (answer, answered) = mpsc::channel();
        self.0.ask(answer);
        answered.recv_timeout(patience).ok()
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watcher").finish_non_exhaustive()
    }
}

/// All tasks wait, and no waker of any of them exists any longer: what [`Executor::run`](super::Executor::run) returns instead
/// of sleeping for ever.
#[derive(Clone, Debug)]
pub struct Deadlock(pub(super) Dump);

impl Deadlock {
    /// The tasks that wait, in the order of spawning; before them the future that was run, if there was one.
    pub fn stuck(&self) -> &Dump {
        &self.0
    }
}

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "deadlock: nobody is left who could wake these tasks\n{}", self.0)
    }
}

impl Error for Deadlock {}

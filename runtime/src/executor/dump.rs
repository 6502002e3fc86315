//! What all tasks of an executor are doing.

use super::{
    Executor,
    core::{Core, Letter},
    raw::{Task, unheard},
};
use crate::machine::inspect::{Inspect, trace};
use std::{
    error::Error,
    fmt::{self, Write},
    sync::{Arc, mpsc},
    time::Duration,
};

/// The tasks of an executor that were not over at some moment, in the order of spawning. Made by
/// [`Executor::dump`] and [`Watcher::dump`]; displayed, each is a line, with the lines of its await tree below.
#[derive(Clone, Debug)]
pub struct Dump {
    tasks: Vec<TaskDump>,
}

/// One of the tasks of a [`Dump`].
#[derive(Clone, Debug)]
pub struct TaskDump {
    name: String,
    state: TaskState,
    awaited_by: Option<String>,
    tree: Option<String>,
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

impl Executor<'_> {
    /// What all tasks that are not over are doing right now; of those that were [spawned to be looked
    /// into](Self::spawn_inspected), with their await trees.
    ///
    /// For these it runs `Debug` code of whoever wrote their locals, which may do all that a task may do, such as spawning,
    /// waking and cancelling. What it changes is not in the dump. If it panics, the tree ends there and says so.
    ///
    /// ```
    /// use manual_async_runtime::{Executor, FutSocket, executor::TaskState};
    /// use std::time::Duration;
    ///
    /// let executor = Executor::new();
    /// let _reader = executor.spawn_named("reader", FutSocket::with_delay(Duration::from_secs(3600)));
    /// assert_eq!(executor.dump().tasks()[0].state(), TaskState::Ready);
    /// executor.run_until(manual_async_runtime::yield_now());
    /// assert_eq!(executor.dump().to_string(), "waiting  reader");
    /// ```
    pub fn dump(&self) -> Dump {
        let tasks = self.home.local().tasks.iter().collect();
        self.dump_of(tasks)
    }

    pub(super) fn dump_of(&self, tasks: Vec<Task>) -> Dump {
        // A task must not be polled while it is looked into, be it by the code that it is shown to.
        let _looking = self.occupy();
        // First all names and states, as they are before any code of the user's runs.
        let dump = |task: &Task| TaskDump {
            name: task.name().to_owned(),
            state: task.state(),
            awaited_by: task.awaiter().map(|awaiter| awaiter.name().to_owned()),
            tree: None,
        };
        let mut dump = Dump { tasks: tasks.iter().map(dump).collect() };
        for (task, dump) in tasks.iter().zip(&mut dump.tasks) {
            dump.tree = tree(task);
        }
        dump
    }

    /// Something that makes dumps from other threads, while the executor runs.
    pub fn watcher(&self) -> Watcher {
        Watcher(Arc::clone(self.home.core()))
    }
}

/// The await tree of a task, as far as its code for `Debug` goes.
fn tree(task: &Task) -> Option<String> {
    let mut tree = None;
    let looked = task.look(&mut |future: &dyn Inspect| {
        let text = tree.insert(String::new());
        if write!(text, "{}", trace(future)).is_err() {
            text.push_str("… (`Debug` returned an error)");
        }
    });
    if let Err(panic) = looked {
        tree.get_or_insert_default().push_str("… (`Debug` panicked)");
        // A panic in its drop would be one too many.
        unheard(|| drop(panic));
    }
    tree
}

impl Dump {
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

    /// The name of the task that awaits its handle, or did so last; none if none of this executor's did.
    pub fn awaited_by(&self) -> Option<&str> {
        self.awaited_by.as_deref()
    }

    /// Where it waits, as [`trace`] prints it: a line to each function, from the outermost to the innermost await, with the
    /// locals that live there. Only of a task that was [spawned to be looked into](Executor::spawn_inspected), and not of
    /// the one that makes the dump.
    pub fn tree(&self) -> Option<&str> {
        self.tree.as_deref()
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
        write!(f, "{state:8} {}", self.name)?;
        if let Some(awaiter) = &self.awaited_by {
            write!(f, " (awaited by {awaiter})")?;
        }
        self.tree.iter().flat_map(|tree| tree.lines()).try_for_each(|line| write!(f, "\n  {line}"))
    }
}

/// Asks an executor for a dump of its tasks, from any thread. Made by [`Executor::watcher`].
#[derive(Clone)]
pub struct Watcher(pub(super) Arc<Core>);

impl Watcher {
    /// A dump, made by the executor between two polls; it is woken for that if it sleeps. None if it does not run, or if the
    /// poll under way takes longer than `patience`.
    pub fn dump(&self, patience: Duration) -> Option<Dump> {
        let (answer, answered) = mpsc::channel();
        self.0.send(Letter::Ask(answer));
        answered.recv_timeout(patience).ok()
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watcher").finish_non_exhaustive()
    }
}

/// All tasks wait, and no waker of any of them exists any longer: what [`Executor::run`] returns instead of sleeping for
/// ever.
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

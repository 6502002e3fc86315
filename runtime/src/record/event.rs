//! What is recorded.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use crate::machine::inspect::{Inspect, Machine, State, Value};

/// How much of a value is kept, in characters.
const LONGEST: usize = 100;

/// A future that is recorded.
#[derive(Debug)]
pub struct Task {
    /// Its number, from 0 on, in the order in which recording began.
    pub id: usize,
    /// Its name.
    pub name: Cow<'static, str>,
    /// What is known of it without running it.
    pub machine: &'static Machine,
}

/// Something that happened to a task.
#[derive(Clone, Debug)]
pub struct Event {
    /// When, since the recording began. Of a poll: when it began.
    pub at: Duration,
    /// To whom.
    pub task: Arc<Task>,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum EventKind {
    /// The task was polled.
    Polled {
        /// How long it took.
        took: Duration,
        /// The await tree before, from the outermost machine to the innermost.
        before: Vec<Place>,
        /// The await tree after.
        after: Vec<Place>,
        /// Has it returned?
        ready: bool,
    },
    /// The task was woken.
    Wake {
        /// The name of the thread that woke it, or its number.
        thread: Arc<str>,
        /// The task that was being polled on that thread.
        by: Option<Arc<Task>>,
    },
    /// The task was dropped before it had returned.
    Cancel {
        /// The await tree.
        before: Vec<Place>,
    },
    /// The task panicked while it was polled.
    Panic {
        /// The await tree before the poll.
        before: Vec<Place>,
    },
}

/// A machine in the await tree, and where it is.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which machine.
    pub machine: &'static Machine,
    /// Which of its states.
    pub state: &'static State,
    /// The locals that live there.
    pub locals: Vec<Shown>,
}

/// A local.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its name.
    pub name: &'static str,
    /// The value as its `Debug` writes it, cut off behind 100 characters, where it could be shown.
    pub value: Option<String>,
}

impl Place {
    /// The await tree of a machine.
    pub(super) fn all(machine: &dyn Inspect) -> Vec<Place> {
        let mut places = Vec::new();
        let mut next = Some(machine);
        while let Some(machine) = next {
            let mut locals = Vec::new();
            machine.locals(&mut |local| {
                if !matches!(local.value, Value::Gone) {
                    locals.push(Shown { name: local.field.name, value: text(local.value) });
                }
            });
            places.push(Place { machine: machine.machine(), state: machine.state(), locals });
            next = machine.awaited();
        }
        places
    }
}

// Into: `receive at src/main.rs:24: FutSocket::new().await`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { function, file, line, .. } = self.machine;
        match self.state.awaited() {
            Some(code) => write!(f, "{function} at {file}:{}: {}", code.line, code.text),
            None if self.state.number == 0 => write!(f, "{function} at {file}:{line}: not polled yet"),
            None => write!(f, "{function} at {file}:{line}: done"),
        }
    }
}

fn text(value: Value<'_>) -> Option<String> {
    let Value::Shown(value) = value else { return None };
    let mut text = Text(String::new(), LONGEST);
    if fmt::write(&mut text, format_args!("{value:?}")).is_err() {
        text.0.push('…');
    }
    Some(text.0)
}

/// Takes so many characters, and no more.
struct Text(String, usize);

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            self.1 = self.1.checked_sub(1).ok_or(fmt::Error)?;
            self.0.push(character);
        }
        Ok(())
    }
}

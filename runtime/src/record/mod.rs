//! Recordings: what futures did, poll by poll.
//!
//! A [`Recording`] collects what happens to any number of futures that one can look into, on any threads: every poll with
//! its time, and with the state and the locals before and after; every wake, and who woke; every cancellation, with what it
//! dropped. Its memory is bounded, and it says what it has left out.
//!
//! ```
//! use manual_async_runtime::record::Recording;
//! # use manual_async_runtime::{block_on, machine::inspect::Inspect};
//! # fn record(future: impl Future + Inspect) {
//! let recording = Recording::new();
//! block_on(recording.record("first", future)); // or `executor.spawn(recording.record(..))`
//! println!("{}", recording.view());
//! std::fs::write("out.jsonl", recording.json_lines().to_string()).unwrap();
//! # }
//! ```
//!
//! [`cancel_everywhere`] is for tests: it drops a future at every await that it reaches.

mod cancel;
mod event;
mod export;
mod recorder;
mod view;

pub use cancel::{Cancellation, Report, cancel_everywhere, cancel_everywhere_and};
pub use event::{Event, EventKind, Place, Shown, Task};
pub use export::{ChromeTrace, JsonLines};
pub use recorder::Recorder;
pub(crate) use recorder::{Note, behind};
pub use view::View;

use std::{
    borrow::Cow,
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use crate::machine::inspect::Inspect;

/// What happened to the futures that were given to [`record`](Recording::record). Clones share what they collect.
#[derive(Clone, Debug)]
pub struct Recording(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    start: Instant,
    capacity: usize,
    tasks: AtomicUsize,
    events: Mutex<Events>,
}

#[derive(Default, Debug)]
struct Events {
    kept: VecDeque<Event>,
    left_out: usize,
}

impl Default for Recording {
    fn default() -> Self {
        Recording::new()
    }
}

impl Recording {
    /// With room for 10,000 events.
    pub fn new() -> Self {
        Recording::with_capacity(10_000)
    }

    /// With room for so many events, at least one. When there are more, the oldest are left out.
    pub fn with_capacity(events: usize) -> Self {
        let capacity = events.max(1);
        Recording(Arc::new(Shared {
            start: Instant::now(),
            capacity,
            tasks: AtomicUsize::new(0),
            events: Mutex::default(),
        }))
    }

    /// The future, recorded under this name from now on.
    ///
    /// Dropping it before it is ready is recorded as a cancellation, and drops the future.
    pub fn record<F>(&self, name: impl Into<Cow<'static, str>>, future: F) -> Recorder<F>
    where
        F: Future + Inspect,
    {
        let id = self.0.tasks.fetch_add(1, Ordering::Relaxed);
        let task = Arc::new(Task { id, name: name.into(), machine: future.machine() });
        Recorder::new(self.clone(), task, future)
    }

    /// What happened, the oldest first.
    pub fn events(&self) -> Vec<Event> {
        let mut events: Vec<Event> = self.lock().kept.iter().cloned().collect();
        // A poll is known when it ends.
        events.sort_by_key(|event| event.at);
        events
    }

    /// How many events were left out, because there was no room for them. They came before all others.
    pub fn left_out(&self) -> usize {
        self.lock().left_out
    }

    /// As JSON, one object to a line: something to print, which the page of the explorer plays.
    ///
    /// All have a `kind`. First comes `recording` (`version`, 1), and `left-out` (`events`) if there are any; then each
    /// `machine` (its number, and what [`Machine::json`](crate::machine::inspect::Machine::json) writes) and each `task` (its
    /// number, `name`, `machine`, and when it is first heard of). What follows has `task`, and `at`, in nanoseconds since the
    /// recording began:
    ///
    /// - `poll`: `took`, in nanoseconds; `from` and `to`, states of the outermost machine; `ready`; `tree`, from the outermost
    ///   machine to the innermost, after the poll: `machine`, `state`, and `locals` (`name`, `type`, `size`, and `value` where it
    ///   could be shown);
    /// - `wake`: `by`, a task as `task 7`, or the thread;
    /// - `cancel`: `state`, and `drops`, the fields that the outermost machine drops, in their order; or `panicked`, `true`, and
    ///   `state` as it was before the poll that panicked.
    pub fn json_lines(&self) -> JsonLines {
        JsonLines::new(self.events(), self.left_out())
    }

    /// For `chrome://tracing`, Perfetto, and others that read its format: something to print.
    pub fn chrome_trace(&self) -> ChromeTrace {
        ChromeTrace::new(self.events(), self.left_out())
    }

    /// For a terminal: a line to a task, with what it did from left to right. Something to print.
    pub fn view(&self) -> View {
        View::new(self.events(), self.left_out())
    }

    fn push(&self, task: &Arc<Task>, at: Instant, kind: EventKind) {
        let event = Event { at: at.saturating_duration_since(self.0.start), task: task.clone(), kind };
        let mut events = self.lock();
        let oldest = if events.kept.len() == self.0.capacity { events.kept.pop_front() } else { None };
        events.left_out += usize::from(oldest.is_some());
        events.kept.push_back(event);
    }

    fn lock(&self) -> MutexGuard<'_, Events> {
        self.0.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

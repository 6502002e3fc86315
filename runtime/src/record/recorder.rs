//! A future that is recorded.

use std::{
    cell::RefCell,
    pin::Pin,
    sync::{Arc, Weak},
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Instant,
};

use super::{EventKind, Place, Recording, Task};
use crate::machine::inspect::{Branch, Inspect, Local, Machine, State};

/// A future, recorded: what [`Recording::record`] gives. It can be looked into as the future itself can.
#[derive(Debug)]
pub struct Recorder<F: Inspect> {
    recording: Recording,
    task: Arc<Task>,
    future: Pin<Box<F>>,
    /// What records the wakes, as long as anybody has it. Not kept for itself: a task that keeps its own waker is never known to
    /// be stuck.
    waker: Weak<Recorded>,
    finished: bool,
}

impl<F: Inspect> Recorder<F> {
    pub(super) fn new(recording: Recording, task: Arc<Task>, future: F) -> Self {
        Recorder { recording, task, future: Box::pin(future), waker: Weak::new(), finished: false }
    }

    /// A waker that records that it was used, and wakes `waker`.
    fn recorded(&mut self, waker: &Waker) -> Arc<Recorded> {
        if let Some(recorded) = self.waker.upgrade().filter(|recorded| recorded.waker.will_wake(waker)) {
            return recorded;
        }
        let note = Note { recording: self.recording.clone(), task: self.task.clone() };
        let recorded = Arc::new(Recorded { note, waker: waker.clone() });
        self.waker = Arc::downgrade(&recorded);
        recorded
    }
}

impl<F: Future + Inspect> Future for Recorder<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let recorded = this.recorded(cx.waker());
        let before = Place::all(&*this.future);
        let outer = enter(Arc::clone(&recorded));
        let waker = Waker::from(recorded);
        let mut polled = Polled { recording: &this.recording, task: &this.task, before, outer };
        let start = Instant::now();
        // Should it panic, it is not cancelled as well.
        this.finished = true;
        let poll = this.future.as_mut().poll(&mut Context::from_waker(&waker));
        let took = start.elapsed();
        this.finished = poll.is_ready();
        let before = std::mem::take(&mut polled.before);
        let after = Place::all(&*this.future);
        this.recording.push(&this.task, start, EventKind::Polled { took, before, after, ready: poll.is_ready() });
        poll
    }
}

impl<F: Inspect> Drop for Recorder<F> {
    fn drop(&mut self) {
        if !self.finished {
            let before = Place::all(&*self.future);
            self.recording.push(&self.task, Instant::now(), EventKind::Cancel { before });
        }
    }
}

impl<F: Inspect> Inspect for Recorder<F> {
    fn machine(&self) -> &'static Machine {
        self.future.machine()
    }

    fn state(&self) -> &'static State {
        self.future.state()
    }

    fn locals<'a>(&'a self, visit: &mut dyn FnMut(Local<'a>)) {
        self.future.locals(visit);
    }

    fn awaited(&self) -> Option<&dyn Inspect> {
        self.future.awaited()
    }

    fn branches<'a>(&'a self, visit: &mut dyn FnMut(Branch<'a>)) {
        self.future.branches(visit);
    }
}

thread_local! {
    /// The task that this thread polls, by its waker.
    static CURRENT: RefCell<Option<Arc<Recorded>>> = const { RefCell::new(None) };
}

/// From now on this thread polls the task of this waker. Gives the one that it polled before.
fn enter(recorded: Arc<Recorded>) -> Option<Arc<Recorded>> {
    CURRENT.try_with(|current| current.replace(Some(recorded))).ok().flatten()
}

fn current() -> Option<Arc<Recorded>> {
    CURRENT.try_with(|current| current.borrow().clone()).ok().flatten()
}

/// If `waker` is the one that the task is polled with that this thread polls: what it notes, and whom it wakes.
pub(crate) fn behind(waker: &Waker) -> Option<(Note, Waker)> {
    let recorded = current().filter(|recorded| waker.data() == Arc::as_ptr(recorded).cast())?;
    Some((recorded.note.clone(), recorded.waker.clone()))
}

/// A poll that is going on. If it ends by a panic, that is recorded.
struct Polled<'a> {
    recording: &'a Recording,
    task: &'a Arc<Task>,
    before: Vec<Place>,
    outer: Option<Arc<Recorded>>,
}

impl Drop for Polled<'_> {
    fn drop(&mut self) {
        let outer = self.outer.take();
        // The one before is dropped when nobody looks at it any longer.
        drop(CURRENT.try_with(|current| current.replace(outer)));
        if thread::panicking() {
            let before = std::mem::take(&mut self.before);
            self.recording.push(self.task, Instant::now(), EventKind::Panic { before });
        }
    }
}

/// A waker that records that it was used.
#[derive(Debug)]
struct Recorded {
    note: Note,
    waker: Waker,
}

/// Whose wakes are recorded, and where.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    recording: Recording,
    task: Arc<Task>,
}

impl Note {
    /// Records a wake by this thread.
    pub(crate) fn wake(&self) {
        let thread = thread::current();
        let name = thread.name().map_or_else(|| format!("{:?}", thread.id()), str::to_owned);
        let by = current().map(|current| current.note.task.clone());
        self.recording.push(&self.task, Instant::now(), EventKind::Wake { thread: name.into(), by });
    }
}

impl Wake for Recorded {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.note.wake();
        self.waker.wake_by_ref();
    }
}

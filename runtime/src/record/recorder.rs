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
use crate::machine::inspect::{Inspect, Local, Machine, State};

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
    fn recorded(&mut self, waker: &Waker) -> Waker {
        if let Some(recorded) = self.waker.upgrade().filter(|recorded| recorded.waker.will_wake(waker)) {
            return Waker::from(recorded);
        }
        let (recording, task) = (self.recording.clone(), self.task.clone());
        let recorded = Arc::new(Recorded { recording, task, waker: waker.clone() });
        self.waker = Arc::downgrade(&recorded);
        Waker::from(recorded)
    }
}

impl<F: Future + Inspect> Future for Recorder<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let waker = this.recorded(cx.waker());
        let before = Place::all(&*this.future);
        let mut polled = Polled { recording: &this.recording, task: &this.task, before, outer: enter(&this.task) };
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
}

thread_local! {
    /// The task that this thread polls.
    static CURRENT: RefCell<Option<Arc<Task>>> = const { RefCell::new(None) };
}

/// From now on this thread polls `task`. Gives the one that it polled before.
fn enter(task: &Arc<Task>) -> Option<Arc<Task>> {
    CURRENT.try_with(|current| current.replace(Some(task.clone()))).ok().flatten()
}

/// A poll that is going on. If it ends by a panic, that is recorded.
struct Polled<'a> {
    recording: &'a Recording,
    task: &'a Arc<Task>,
    before: Vec<Place>,
    outer: Option<Arc<Task>>,
}

impl Drop for Polled<'_> {
    fn drop(&mut self) {
        let outer = self.outer.take();
        let _ = CURRENT.try_with(|current| current.replace(outer));
        if thread::panicking() {
            let before = std::mem::take(&mut self.before);
            self.recording.push(self.task, Instant::now(), EventKind::Panic { before });
        }
    }
}

#[derive(Debug)]
struct Recorded {
    recording: Recording,
    task: Arc<Task>,
    waker: Waker,
}

impl Wake for Recorded {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let current = thread::current();
        let thread = current.name().map_or_else(|| format!("{:?}", current.id()), str::to_owned);
        let by = CURRENT.try_with(|current| current.borrow().clone()).ok().flatten();
        self.recording.push(&self.task, Instant::now(), EventKind::Wake { thread: thread.into(), by });
        self.waker.wake_by_ref();
    }
}

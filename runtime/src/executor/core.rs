//! Who was woken, in which order; and the only part of the executor that other threads touch.

use super::tasks::TaskId;
use std::{
    collections::VecDeque,
    mem,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::Wake,
    thread::{self, Thread},
};

/// Whom a notice is about, and what the run queue is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The future of [`run_until`](super::Executor::run_until).
    Root,
    /// A spawned task.
    Task(TaskId),
}

/// Everybody who was woken and not polled since, in the order of waking.
///
/// An entry says where to look, no more: its task may have ended meanwhile, and another one have taken its place. Whether
/// there is something to do is up to the mark of the [`Notice`] that is found there.
pub(super) struct RunQueue {
    woken: Mutex<VecDeque<Owner>>,
    /// The executor's thread, to be unparked when the queue stops being empty.
    thread: Thread,
}

impl RunQueue {
    pub(super) fn for_current_thread() -> Self {
        RunQueue { woken: Mutex::default(), thread: thread::current() }
    }

    fn push(&self, owner: Owner) {
        let mut woken = self.lock();
        let was_empty = woken.is_empty();
        woken.push_back(owner);
        drop(woken);
        // The executor parks only after it saw an empty queue, so whoever ends that is the one to unpark it. Should it
        // not be parked yet, the unpark is remembered and the park returns at once.
        if was_empty {
            self.thread.unpark();
        }
    }

    /// Moves all entries into `batch`, which is empty. Parks the thread until there is one.
    pub(super) fn wait_for_batch(&self, batch: &mut VecDeque<Owner>) {
        loop {
            mem::swap(&mut *self.lock(), batch);
            if !batch.is_empty() {
                return;
            }
            // May return for no reason of ours; the loop looks again.
            thread::park();
        }
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Owner>> {
        // Nothing panics while it holds the lock, and a queue is whole between any two statements anyway.
        self.woken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The waker of one task: where it is queued, and whether it is.
pub(super) struct Notice {
    owner: Owner,
    /// In the queue, or on the way into it.
    is_woken: AtomicBool,
    queue: Arc<RunQueue>,
}

impl Notice {
    pub(super) fn new(owner: Owner, queue: &Arc<RunQueue>) -> Arc<Self> {
        Arc::new(Notice { owner, is_woken: AtomicBool::new(false), queue: Arc::clone(queue) })
    }

    /// Clears the mark "woken", because the poll that follows is the answer to it. False if there was no mark, and
    /// there is to be no poll.
    pub(super) fn begin_poll(&self) -> bool {
        // `Acquire` pairs with the `Release` in `wake`: the poll sees all that each waker did before it woke.
        self.is_woken.swap(false, Ordering::Acquire)
    }

    /// Leaves the mark set for ever: from now on wakes find nothing to do.
    pub(super) fn finish(&self) {
        self.is_woken.store(true, Ordering::Relaxed);
    }

    /// Sets the mark. The first to do so since the last poll queues the owner.
    pub(super) fn wake(&self) {
        // Writes even if the mark is set already. A mere look would not publish what this thread did before waking,
        // and the poll that an earlier waker asked for could miss it.
        if !self.is_woken.swap(true, Ordering::Release) {
            self.queue.push(self.owner);
        }
    }
}

impl Wake for Notice {
    fn wake(self: Arc<Self>) {
        Notice::wake(&self);
    }

    fn wake_by_ref(self: &Arc<Self>) {
        Notice::wake(self);
    }
}

//! What an executor shares with its tasks: their list and the run queue, for its own thread; and the mail, for all others.

use super::{
    dump::Dump,
    raw::{self, OwnerOnly, RunQueue, Tasks},
    sync::{
        self, AtomicBool, Mutex, MutexGuard,
        Ordering::{Relaxed, SeqCst},
        Thread, fence,
    },
};
use std::{
    cell::Cell,
    mem,
    sync::{PoisonError, mpsc::Sender},
    task::Waker,
};

pub(super) struct Core {
    pub(super) local: OwnerOnly<Local>,
    mail: Mutex<Mail>,
    /// Whether there is mail; told before it has to be looked at.
    has_mail: AtomicBool,
    /// The executor sleeps, or is about to.
    is_parked: AtomicBool,
    /// The executor's.
    thread: Thread,
}

/// What belongs to the thread of the executor.
#[derive(Default)]
pub(super) struct Local {
    /// All that are not over, in the order of spawning.
    pub(super) tasks: Tasks,
    /// Those that were woken, in the order of waking.
    pub(super) queue: RunQueue,
    /// An empty vector, to be exchanged for the one with the mail.
    tray: Cell<Vec<Waker>>,
}

/// What other threads leave for the executor.
#[derive(Default)]
struct Mail {
    /// Wakers of the tasks to be woken, each at most once.
    wakers: Vec<Waker>,
    /// Who wants to know what the tasks are doing.
    questions: Vec<Sender<Dump>>,
    /// The executor is gone.
    is_closed: bool,
}

impl Core {
    pub(super) fn for_current_thread() -> Self {
        Core {
            local: OwnerOnly::new(Local::default()),
            mail: Mutex::default(),
            has_mail: AtomicBool::new(false),
            is_parked: AtomicBool::new(false),
            thread: sync::current(),
        }
    }

    /// Has the task of `waker` queued. From any thread.
    pub(super) fn mail(&self, waker: Waker) {
        // Given back and dropped without the lock, should nobody want it any more.
        let _refused = self.put(waker, |mail, waker| mail.wakers.push(waker));
    }

    /// Has a dump sent to `answer`. From any thread.
    pub(super) fn ask(&self, answer: Sender<Dump>) {
        let _refused = self.put(answer, |mail, answer| mail.questions.push(answer));
    }

    fn put<T>(&self, letter: T, put: impl FnOnce(&mut Mail, T)) -> Option<T> {
        let mut mail = self.lock();
        if mail.is_closed {
            return Some(letter);
        }
        put(&mut mail, letter);
        self.has_mail.store(true, Relaxed);
        // With the lock: either the executor sees the mail before it parks, or it was about to park before this.
        let is_parked = self.is_parked.load(Relaxed);
        drop(mail);
        if is_parked {
            self.unpark();
        }
        None
    }

    #[inline]
    pub(super) fn has_mail(&self) -> bool {
        self.has_mail.load(Relaxed)
    }

    /// Queues all tasks that other threads have woken, and gives the questions.
    #[cold]
    pub(super) fn read_mail(&self, local: &Local) -> Vec<Sender<Dump>> {
        let mut wakers = local.tray.take();
        let mut mail = self.lock();
        self.has_mail.store(false, Relaxed);
        mem::swap(&mut wakers, &mut mail.wakers);
        let questions = mem::take(&mut mail.questions);
        drop(mail);
        wakers.drain(..).for_each(raw::deliver);
        local.tray.set(wakers);
        questions
    }

    /// Sleeps until there is mail, or another thread has dropped a waker. May wake too soon. Does not sleep, and returns false,
    /// if that makes no sense.
    pub(super) fn park_if(&self, makes_sense: impl FnOnce() -> bool) -> bool {
        let mail = self.lock();
        if self.has_mail() {
            return true;
        }
        self.is_parked.store(true, Relaxed);
        drop(mail);
        // Pairs with the one in `nudge`: of two that meet, one sees what the other has done before.
        fence(SeqCst);
        let makes_sense = makes_sense();
        if makes_sense {
            // Nothing of the user's runs in between, so the unpark, be it early, is not taken by anybody else.
            sync::park();
        }
        self.is_parked.store(false, Relaxed);
        makes_sense
    }

    /// From any thread, after a waker was dropped: it may have been the last that the executor waited for.
    pub(super) fn nudge(&self) {
        fence(SeqCst);
        if self.is_parked.load(Relaxed) {
            self.unpark();
        }
    }

    fn unpark(&self) {
        // Only the first one, so that a thousand wakes make one system call.
        if self.is_parked.swap(false, Relaxed) {
            self.thread.unpark();
        }
    }

    pub(super) fn close(&self) {
        let mut mail = self.lock();
        mail.is_closed = true;
        let unread = (mem::take(&mut mail.wakers), mem::take(&mut mail.questions));
        drop(mail);
        drop(unread);
    }

    fn lock(&self) -> MutexGuard<'_, Mail> {
        // Nothing panics while it holds the lock, and the mail is whole between any two statements anyway.
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

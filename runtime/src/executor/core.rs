//! What an executor shares with its tasks: their list and the run queue, for its own thread; and the mail, for all others.

use super::{
    dump::Dump,
    raw::{OwnerOnly, RunQueue, Tasks},
    sync::{
        self, AtomicBool, Mutex, MutexGuard,
        Ordering::{Relaxed, SeqCst},
        Thread, fence,
    },
};
use std::{
    cell::Cell,
    sync::{PoisonError, mpsc::Sender},
    task::Waker,
};

pub(super) struct Core {
    pub(super) local: OwnerOnly<Local>,
    /// What other threads leave for the executor, each waker at most once. None if the executor is gone.
    mail: Mutex<Option<Vec<Letter>>>,
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
    pub(super) tray: Cell<Vec<Letter>>,
}

pub(super) enum Letter {
    /// The task of this waker is to be queued.
    Wake(Waker),
    /// Somebody wants to know what the tasks are doing.
    Ask(Sender<Dump>),
}

impl Core {
    pub(super) fn for_current_thread() -> Self {
        Core {
            local: OwnerOnly::new(Local::default()),
            mail: Mutex::new(Some(Vec::new())),
            has_mail: AtomicBool::new(false),
            is_parked: AtomicBool::new(false),
            thread: sync::current(),
        }
    }

    /// From any thread.
    pub(super) fn send(&self, letter: Letter) {
        let mut mail = self.lock();
        // A letter that nobody reads any more is dropped after the lock.
        let Some(letters) = &mut *mail else { return };
        letters.push(letter);
        self.has_mail.store(true, Relaxed);
        // With the lock: either the executor sees the mail before it parks, or it was about to park before this.
        let is_parked = self.is_parked.load(Relaxed);
        drop(mail);
        if is_parked {
            self.unpark();
        }
    }

    #[inline]
    pub(super) fn has_mail(&self) -> bool {
        self.has_mail.load(Relaxed)
    }

    /// Gives all mail in exchange for an empty vector.
    #[inline]
    pub(super) fn take_mail(&self, tray: Vec<Letter>) -> Vec<Letter> {
        let mut mail = self.lock();
        self.has_mail.store(false, Relaxed);
        mail.replace(tray).unwrap_or_default()
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

    /// The executor is gone.
    pub(super) fn close(&self) {
        let unread = self.lock().take();
        drop(unread);
    }

    fn lock(&self) -> MutexGuard<'_, Option<Vec<Letter>>> {
        // Nothing panics while it holds the lock, and the mail is whole between any two statements anyway.
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

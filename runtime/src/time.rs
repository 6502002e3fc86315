//! Deadlines: one thread that sleeps until the earliest of them, for the whole process.

use std::{
    collections::BTreeMap,
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// What wants to know that its time has come. Called once, on the timer thread; should be quick.
pub(crate) trait Expire: Send + Sync + 'static {
    fn expire(&self);
}

/// A deadline that is still to come. Dropping it removes it from the timer.
pub(crate) struct Deadline {
    /// None if it lies beyond what the clock can count: it never comes.
    key: Option<Key>,
}

/// Deadlines in the order of their coming; the number tells equal ones apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    due: Instant,
    number: u64,
}

impl Deadline {
    /// Has `target` expire after `delay`, counted from now.
    ///
    /// # Panics
    ///
    /// If the operating system refuses the timer thread, which is started with the first deadline.
    pub(crate) fn after(delay: Duration, target: Arc<dyn Expire>) -> Self {
        let key = Instant::now().checked_add(delay).map(|due| Timer::get().add(due, target));
        Deadline { key }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            Timer::get().remove(key);
        }
    }
}

struct Timer {
    pending: Mutex<Pending>,
    /// The earliest deadline has changed.
    changed: Condvar,
}

#[derive(Default)]
struct Pending {
    targets: BTreeMap<Key, Arc<dyn Expire>>,
    next_number: u64,
}

impl Timer {
    fn get() -> &'static Timer {
        static TIMER: OnceLock<&'static Timer> = OnceLock::new();
        TIMER.get_or_init(|| {
            let timer: &'static Timer = Box::leak(Box::default());
            let thread = thread::Builder::new().name("deadlines".into()).spawn(|| timer.serve());
            thread.expect("the operating system starts a thread for deadlines");
            timer
        })
    }

    fn add(&self, due: Instant, target: Arc<dyn Expire>) -> Key {
        let mut pending = self.lock();
        let key = Key { due, number: pending.next_number };
        pending.next_number += 1;
        pending.targets.insert(key, target);
        let is_earliest = pending.targets.first_key_value().is_some_and(|(&first, _)| first == key);
        drop(pending);
        if is_earliest {
            self.changed.notify_one();
        }
        key
    }

    fn remove(&self, key: Key) {
        let target = self.lock().targets.remove(&key);
        // Dropped without the lock: with it may go a waker, and with that anything.
        drop(target);
    }

    /// The life of the timer thread.
    fn serve(&self) {
        let mut pending = self.lock();
        loop {
            let due = pending.take_due(Instant::now());
            if !due.is_empty() {
                drop(pending);
                for target in due.into_values() {
                    // Wakes and drops somebody's waker, which may panic; the other deadlines are still to be kept.
                    let _ = catch_unwind(AssertUnwindSafe(move || target.expire()));
                }
                pending = self.lock();
                continue;
            }
            pending = self.sleep(pending);
        }
    }

    /// Sleeps until the earliest deadline, or until there is an earlier one. May wake too soon.
    fn sleep<'a>(&'a self, pending: MutexGuard<'a, Pending>) -> MutexGuard<'a, Pending> {
        match pending.targets.first_key_value() {
            None => self.changed.wait(pending).unwrap_or_else(PoisonError::into_inner),
            Some((first, _)) => {
                let rest = first.due.saturating_duration_since(Instant::now());
                self.changed.wait_timeout(pending, rest).unwrap_or_else(PoisonError::into_inner).0
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pending> {
        // Nobody leaves the map half changed.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Timer {
    fn default() -> Self {
        Timer { pending: Mutex::default(), changed: Condvar::new() }
    }
}

impl Pending {
    /// Takes out everything that is due, the earliest first.
    fn take_due(&mut self, now: Instant) -> BTreeMap<Key, Arc<dyn Expire>> {
        // No deadline of this very instant has the largest number, so all of them are before the cut.
        let later = self.targets.split_off(&Key { due: now, number: u64::MAX });
        mem::replace(&mut self.targets, later)
    }
}

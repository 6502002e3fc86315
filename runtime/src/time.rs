//! Deadlines: one thread that sleeps until the earliest of them, for the whole process.
//!
//! Time is counted in ticks of a millisecond, and a deadline is rounded up to the next. So however many there are, few
//! ticks are told apart; all deadlines of a tick are in one list, each knows its place in it, and adding, removing and
//! expiring one takes a few steps. The clock is read once for all that are due.

use std::{
    collections::BTreeMap,
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Waker,
    thread,
    time::{Duration, Instant},
};

/// A moment that is still to come, or has come. Dropping it removes it from the timer.
pub(crate) struct Deadline {
    bell: Arc<Bell>,
    /// None if it lies beyond what the clock can count: it never comes.
    tick: Option<Tick>,
}

/// Milliseconds since the timer was started.
type Tick = u64;

/// What a deadline shares with the timer.
struct Bell {
    state: Mutex<State>,
    /// Where it is in the list of its tick. Only used under the timer's lock.
    place: AtomicUsize,
}

enum State {
    /// Nobody has asked to be woken.
    Silent,
    /// The owner of this waker waits.
    Awaited(Waker),
    /// The moment has come.
    Rung,
}

impl Deadline {
    /// A moment `delay` from now.
    ///
    /// # Panics
    ///
    /// If the operating system refuses the timer thread, which is started with the first deadline.
    pub(crate) fn after(delay: Duration) -> Self {
        let bell = Arc::new(Bell { state: Mutex::new(State::Silent), place: AtomicUsize::new(0) });
        let tick = Instant::now().checked_add(delay).map(|due| Timer::get().add(due, Arc::clone(&bell)));
        Deadline { bell, tick }
    }

    pub(crate) fn has_come(&self) -> bool {
        matches!(*self.bell.lock(), State::Rung)
    }

    /// Has `waker` woken when the moment comes; at once if it has come. The newest waker wins.
    pub(crate) fn set_waker(&self, waker: Waker) {
        let mut state = self.bell.lock();
        // The lock decides who is first, this call or the timer. If it was the timer, waking is up to us.
        if matches!(*state, State::Rung) {
            drop(state);
            waker.wake();
        } else {
            let replaced = mem::replace(&mut *state, State::Awaited(waker));
            // A waker may run anything when it is dropped, so that happens without the lock.
            drop(state);
            drop(replaced);
        }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(tick) = self.tick
            && !self.has_come()
        {
            Timer::get().remove(tick, &self.bell);
        }
    }
}

impl Bell {
    fn ring(&self) {
        let before = mem::replace(&mut *self.lock(), State::Rung);
        if let State::Awaited(waker) = before {
            waker.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Timer {
    start: Instant,
    pending: Mutex<Pending>,
    /// There is an earlier deadline than the one that the thread sleeps for.
    changed: Condvar,
}

struct Pending {
    bells: BTreeMap<Tick, Vec<Arc<Bell>>>,
    /// When the thread looks again by itself.
    sleeps_until: Tick,
}

impl Timer {
    fn get() -> &'static Timer {
        static TIMER: OnceLock<&'static Timer> = OnceLock::new();
        TIMER.get_or_init(|| {
            let pending = Mutex::new(Pending { bells: BTreeMap::new(), sleeps_until: 0 });
            let timer: &'static Timer =
                Box::leak(Box::new(Timer { start: Instant::now(), pending, changed: Condvar::new() }));
            let thread = thread::Builder::new().name("deadlines".into()).spawn(|| timer.serve());
            thread.expect("the operating system starts a thread for deadlines");
            timer
        })
    }

    fn add(&self, due: Instant, bell: Arc<Bell>) -> Tick {
        // Never too early: rounded up.
        let tick = due.saturating_duration_since(self.start).as_nanos().div_ceil(1_000_000) as Tick;
        let mut pending = self.lock();
        let list = pending.bells.entry(tick).or_default();
        bell.place.store(list.len(), Relaxed);
        list.push(bell);
        if tick < pending.sleeps_until {
            // Said once, however many come before the thread looks.
            pending.sleeps_until = tick;
            drop(pending);
            self.changed.notify_one();
        }
        tick
    }

    fn remove(&self, tick: Tick, bell: &Arc<Bell>) {
        let mut pending = self.lock();
        let place = bell.place.load(Relaxed);
        let Some(list) = pending.bells.get_mut(&tick) else { return };
        if !list.get(place).is_some_and(|found| Arc::ptr_eq(found, bell)) {
            // It is about to ring.
            return;
        }
        list.swap_remove(place);
        match list.get(place) {
            Some(moved) => moved.place.store(place, Relaxed),
            None if list.is_empty() => drop(pending.bells.remove(&tick)),
            None => {}
        }
    }

    /// The life of the timer thread.
    fn serve(&self) {
        let mut pending = self.lock();
        loop {
            let now = self.start.elapsed().as_millis() as Tick;
            let due = pending.take_due(now);
            if due.is_empty() {
                pending = self.sleep(pending);
                continue;
            }
            // Until then, nobody need wake this thread.
            pending.sleeps_until = 0;
            drop(pending);
            for bell in due.into_values().flatten() {
                // Wakes and drops somebody's waker, which may panic; the other deadlines are still to be kept.
                drop(catch_unwind(AssertUnwindSafe(|| bell.ring())));
            }
            pending = self.lock();
        }
    }

    /// Sleeps until the earliest deadline, or until there is an earlier one. May wake too soon.
    fn sleep<'a>(&'a self, mut pending: MutexGuard<'a, Pending>) -> MutexGuard<'a, Pending> {
        match pending.bells.first_key_value().map(|(&first, _)| first) {
            None => {
                pending.sleeps_until = Tick::MAX;
                self.changed.wait(pending).unwrap_or_else(PoisonError::into_inner)
            }
            Some(first) => {
                pending.sleeps_until = first;
                let due = self.start + Duration::from_millis(first);
                let rest = due.saturating_duration_since(Instant::now());
                self.changed.wait_timeout(pending, rest).unwrap_or_else(PoisonError::into_inner).0
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pending> {
        // Nobody leaves the lists half changed.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pending {
    /// Takes out everything that is due, the earliest first.
    fn take_due(&mut self, now: Tick) -> BTreeMap<Tick, Vec<Arc<Bell>>> {
        let later = self.bells.split_off(&(now + 1));
        mem::replace(&mut self.bells, later)
    }
}

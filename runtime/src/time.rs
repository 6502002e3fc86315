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
        atomic::{
            AtomicBool, AtomicU32,
            Ordering::{Acquire, Relaxed, Release},
        },
    },
    task::Waker,
    thread,
    time::{Duration, Instant},
};

/// A moment that is still to come, or has come. Dropping it removes it from the timer.
pub(crate) struct Deadline(Arc<Bell>);

/// Milliseconds since the timer was started.
type Tick = u64;

/// Beyond what the clock can count: it never comes, and no list has it.
const NEVER: Tick = Tick::MAX;

/// What a deadline shares with the timer.
struct Bell {
    due: Tick,
    /// Where it is in the list of its tick. Only used under the timer's lock.
    place: AtomicU32,
    /// The moment has come. Written under the lock of `waker`.
    has_rung: AtomicBool,
    /// Who waits.
    waker: Mutex<Option<Waker>>,
}

impl Deadline {
    /// A moment `delay` from now.
    ///
    /// # Panics
    ///
    /// If the operating system refuses the timer thread, which is started with the first deadline.
    pub(crate) fn after(delay: Duration) -> Self {
        let due = Instant::now().checked_add(delay).map_or(NEVER, |due| Timer::get().tick(due));
        let bell =
            Arc::new(Bell { due, place: AtomicU32::new(0), has_rung: AtomicBool::new(false), waker: Mutex::new(None) });
        if due != NEVER {
            Timer::get().add(Arc::clone(&bell));
        }
        Deadline(bell)
    }

    pub(crate) fn has_come(&self) -> bool {
        self.0.has_rung.load(Acquire)
    }

    /// Has `waker` woken when the moment comes; at once if it has come. The newest waker wins.
    pub(crate) fn set_waker(&self, waker: Waker) {
        let mut place = self.0.lock();
        // The lock decides who is first, this call or the timer. If it was the timer, waking is up to us.
        if self.has_come() {
            drop(place);
            waker.wake();
        } else {
            let replaced = place.replace(waker);
            // A waker may run anything when it is dropped, so that happens without the lock.
            drop(place);
            drop(replaced);
        }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if self.0.due != NEVER && !self.has_come() {
            Timer::get().remove(&self.0);
        }
    }
}

impl Bell {
    fn ring(&self) {
        let mut waker = self.lock();
        self.has_rung.store(true, Release);
        let awaiting = waker.take();
        drop(waker);
        if let Some(waker) = awaiting {
            waker.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Waker>> {
        // Nothing panics while it holds the lock.
        self.waker.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn tick(&self, due: Instant) -> Tick {
        // Never too early: rounded up.
        let nanos = due.saturating_duration_since(self.start).as_nanos();
        Tick::try_from(nanos.div_ceil(1_000_000)).unwrap_or(NEVER)
    }

    fn add(&self, bell: Arc<Bell>) {
        let due = bell.due;
        let mut pending = self.lock();
        let list = pending.bells.entry(due).or_default();
        bell.place.store(u32::try_from(list.len()).expect("a tick has fewer than 2^32 deadlines"), Relaxed);
        list.push(bell);
        if due < pending.sleeps_until {
            // Said once, however many come before the thread looks.
            pending.sleeps_until = due;
            drop(pending);
            self.changed.notify_one();
        }
    }

    fn remove(&self, bell: &Arc<Bell>) {
        let mut pending = self.lock();
        let Some(list) = pending.bells.get_mut(&bell.due) else { return };
        let place = bell.place.load(Relaxed);
        if !list.get(place as usize).is_some_and(|found| Arc::ptr_eq(found, bell)) {
            // It is about to ring.
            return;
        }
        list.swap_remove(place as usize);
        match list.get(place as usize) {
            Some(moved) => moved.place.store(place, Relaxed),
            None if list.is_empty() => drop(pending.bells.remove(&bell.due)),
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

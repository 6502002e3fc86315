//! Dropping a future at every await that it reaches.

use std::{
    fmt,
    pin::pin,
    sync::{Arc, Condvar, Mutex, PoisonError},
    task::{Context, Wake, Waker},
    time::Duration,
};

use super::Place;
use crate::machine::inspect::Inspect;

/// How often a future is polled at most.
const MOST: usize = 1_000;
/// How long it may wait to be woken.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs a future again and again, and drops it after 0, 1, 2, .. polls, until it returns. Between two polls it waits to be
/// woken, as an executor would.
///
/// The report says at which awaits the future was dropped, and what was lost with it. `make` should make the same
/// future each time.
///
/// After 1,000 polls it gives up on what comes behind, and the report says so.
///
/// # Panics
///
/// When nobody wakes a future for ten seconds, with its await tree; and when `make` or the future panics.
///
/// # Example
///
/// ```
/// use manual_async::{manual_async, record::cancel_everywhere_and, yield_now};
/// use std::cell::Cell;
///
/// #[manual_async(inspect)]
/// async fn transfer(from: &Cell<u32>, to: &Cell<u32>) {
///     from.set(from.get() - 10);
///     yield_now().await; // Whoever drops the future here loses money.
///     to.set(to.get() + 10);
/// }
///
/// let (from, to) = (Cell::new(0), Cell::new(0));
/// let make = || {
///     from.set(100);
///     to.set(0);
///     transfer(&from, &to)
/// };
/// let report = cancel_everywhere_and(make, |_| match from.get() + to.get() {
///     100 => Ok(()),
///     sum => Err(format!("{sum} is left of 100")),
/// });
/// let wrong = report.wrong().next().expect("there is a mistake");
/// assert_eq!(wrong.places[0].state.name, "AwaitingYieldNow");
/// assert_eq!(wrong.complaint.as_deref(), Some("90 is left of 100"));
/// ```
pub fn cancel_everywhere<F>(make: impl FnMut() -> F) -> Report
where
    F: Future + Inspect,
{
    cancel_everywhere_and(make, |_| Ok(()))
}

/// [`cancel_everywhere`], with a check after each drop: what it complains of stands in the report.
pub fn cancel_everywhere_and<F>(
    mut make: impl FnMut() -> F,
    mut check: impl FnMut(&Cancellation) -> Result<(), String>,
) -> Report
where
    F: Future + Inspect,
{
    let mut report = Report { cancellations: Vec::new(), is_complete: false };
    for polls in 0..=MOST {
        let Some(places) = run(make(), polls) else {
            report.is_complete = true;
            break;
        };
        let mut cancellation = Cancellation { polls, places, complaint: None };
        cancellation.complaint = check(&cancellation).err();
        report.cancellations.push(cancellation);
    }
    report
}

/// Polls a future so many times and drops it. Gives where it was, unless it has returned.
fn run<F: Future + Inspect>(future: F, polls: usize) -> Option<Vec<Place>> {
    let mut future = pin!(future);
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    for poll in 0..polls {
        if poll > 0 && !bell.wait() {
            panic!("nobody woke this future for {PATIENCE:?}:\n{}", crate::machine::inspect::trace(&*future));
        }
        if future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            return None;
        }
    }
    Some(Place::all(&*future))
}

/// One place where the future was dropped.
#[derive(Debug)]
pub struct Cancellation {
    /// After how many polls.
    pub polls: usize,
    /// The await tree, from the outermost machine to the innermost, with the values that were lost.
    pub places: Vec<Place>,
    /// What the check says.
    pub complaint: Option<String>,
}

/// Where a future was dropped, and what was lost: one paragraph for each place, in words.
#[derive(Debug)]
pub struct Report {
    /// In the order of the polls.
    pub cancellations: Vec<Cancellation>,
    /// Has the future returned in the end?
    pub is_complete: bool,
}

impl Report {
    /// Those that the check complained of.
    pub fn wrong(&self) -> impl Iterator<Item = &Cancellation> {
        self.cancellations.iter().filter(|cancellation| cancellation.complaint.is_some())
    }

    /// For tests.
    ///
    /// # Panics
    ///
    /// When the check complained, with the report; and when the future never returned.
    #[track_caller]
    pub fn assert_fine(&self) {
        assert!(self.is_complete && self.wrong().next().is_none(), "{self}");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Cancellation { polls, places, complaint } in &self.cancellations {
            writeln!(f, "dropped after {polls} polls:")?;
            for (depth, place) in places.iter().enumerate() {
                writeln!(f, "{:indent$}{place}", "", indent = 2 * depth + 2)?;
                let dropped = place.state.drops.iter().map(|dropped| {
                    let local = place.locals.iter().find(|local| local.name == dropped.field);
                    match local.and_then(|local| local.value.as_ref()) {
                        Some(value) => format!("{} = {value}", dropped.field),
                        None => dropped.field.to_owned(),
                    }
                });
                let dropped: Vec<String> = dropped.collect();
                if !dropped.is_empty() {
                    writeln!(f, "{:indent$}drops {}", "", dropped.join(", "), indent = 2 * depth + 4)?;
                }
            }
            if let Some(complaint) = complaint {
                writeln!(f, "  WRONG: {complaint}")?;
            }
        }
        if self.is_complete { Ok(()) } else { writeln!(f, "what comes behind {MOST} polls was left out") }
    }
}

/// Rings when a future is woken.
#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    changed: Condvar,
}

impl Bell {
    /// Waits for a ring. Was there one?
    fn wait(&self) -> bool {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.changed.wait_timeout_while(rung, PATIENCE, |rung| !*rung);
        let (mut rung, _) = wait.unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *rung)
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_one();
    }
}

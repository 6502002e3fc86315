//! One run of one future: so many polls, a panic at this step, then everything is dropped.

use super::{event, trace};
use std::{
    any::{Any, type_name},
    fmt::Debug,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

/// A future that is not ready by then never will be.
const MOST_POLLS: usize = 2_000;

/// What happens to a future, and when.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Dropped after so many polls; `None`: polled until it is ready.
    pub cancel: Option<usize>,
    /// The step that panics.
    pub fuse: Option<u32>,
    /// Whether destructors are steps too.
    pub drops_burn: bool,
}

/// What a run left behind.
#[derive(Default)]
pub struct Observation {
    pub log: String,
    /// How often the future was polled.
    pub polls: usize,
    /// Steps made before the future was dropped.
    pub steps: u32,
    /// Steps made until everything was gone.
    pub all_steps: u32,
    pub size: usize,
    pub type_name: &'static str,
    /// What the future says to a poll after completion.
    pub complaint: Option<String>,
}

/// Drives the one future of a run.
pub struct Drive {
    schedule: Schedule,
    seen: Observation,
}

/// Runs a case under a schedule. `case` sets up its arguments and hands its future to the driver.
pub fn observe(case: fn(u64, &mut Drive), input: u64, schedule: Schedule) -> Observation {
    let mut drive = Drive { schedule, seen: Observation::default() };
    trace::begin(schedule.fuse, schedule.drops_burn);
    // The arguments of the case are dropped inside too: they may be borrowed, and log.
    let outcome = catch_unwind(AssertUnwindSafe(|| case(input, &mut drive)));
    if let Err(payload) = outcome {
        event(format_args!("unwound: {}", message(&*payload)));
    }
    drive.seen.all_steps = trace::steps();
    drive.seen.log = trace::finish();
    drive.seen
}

impl Drive {
    /// Drives `future` as scheduled, then drops it.
    pub fn run<F>(&mut self, future: F)
    where
        F: Future,
        F::Output: Debug,
    {
        self.seen.size = size_of::<F>();
        self.seen.type_name = type_name::<F>();
        // The future is gone at the end of this statement.
        self.run_erased(pin!(future));
        event(format_args!("end"));
    }

    fn run_erased(&mut self, mut future: Pin<&mut dyn LoggedFuture>) {
        let limit = self.schedule.cancel.unwrap_or(MOST_POLLS);
        while self.seen.polls < limit {
            self.seen.polls += 1;
            match poll_caught(future.as_mut(), self.seen.polls) {
                Ok(Poll::Pending) => {}
                Ok(Poll::Ready(())) => return self.poll_again(future, "ready"),
                Err(payload) => {
                    event(format_args!("poll panicked: {}", message(&*payload)));
                    return self.poll_again(future, "panicked");
                }
            }
        }
        event(format_args!("{}", if limit == MOST_POLLS { "never ready" } else { "cancelled" }));
        self.seen.steps = trace::steps();
    }

    /// Whatever ended the future, it must neither run again nor be quiet about it.
    fn poll_again(&mut self, future: Pin<&mut dyn LoggedFuture>, after: &str) {
        match quietly(|| poll_caught(future, 0)) {
            Ok(_) => event(format_args!("{after}, and polled again without a panic")),
            Err(payload) => self.seen.complaint = Some(message(&*payload)),
        }
    }
}

fn poll_caught(future: Pin<&mut dyn LoggedFuture>, number: usize) -> Result<Poll<()>, Box<dyn Any + Send>> {
    let waker = Waker::from(Arc::new(Numbered(number)));
    let mut cx = Context::from_waker(&waker);
    catch_unwind(AssertUnwindSafe(|| future.poll_logged(&mut cx)))
}

/// A future whose output goes to the log: one driver for all types.
trait LoggedFuture {
    fn poll_logged(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()>;
}

impl<F: Future<Output: Debug>> LoggedFuture for F {
    fn poll_logged(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.poll(cx).map(|output| event(format_args!("ready {output:?}")))
    }
}

/// A waker of its own for every poll: the log shows whether the newest one came through.
struct Numbered(usize);

impl Wake for Numbered {
    fn wake(self: Arc<Self>) {
        event(format_args!("wake {}", self.0));
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_else(|| "?".to_owned())
}

/// Runs without the panic hook's output on this thread.
fn quietly<T>(run: impl FnOnce() -> T) -> T {
    use std::{cell::Cell, sync::Once};
    thread_local!(static QUIET: Cell<bool> = const { Cell::new(false) });
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                loud(info);
            }
        }));
    });
    QUIET.set(true);
    let result = run();
    QUIET.set(false);
    result
}

//! Step 5: the real thing. `std::future::Future`, and the executor of this crate.
//!
//! The trait of the standard library is the `SimpleFuture` of `wake_list` with two additions: `Context` carries the waker,
//! and `Pin` promises that the future will not be moved (that is what allows a future to borrow from itself). `FutSocket`
//! implements it over the fake socket. Now `async` and `.await` work, and so does any executor; the bundled one polls
//! only what was woken.
//!
//! Run: `cargo run --example fut_socket`, or with `-- 50` for sockets that take 50 milliseconds. A million of them want to be
//! optimised: `cargo run --release --example fut_socket -- 2000 1000000`.

mod arguments;

use manual_async::{Executor, FutSocket};
use std::{
    cell::Cell,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

fn main() {
    let (delay, count) = (arguments::delay(&[]), arguments::number(1, &[], "sockets"));
    println!("Every socket takes {delay:?}.");
    two_sockets(delay);
    many_sockets(delay, count.unwrap_or(1000));
}

/// One future, made with `async`, that waits for two sockets.
fn two_sockets(delay: Duration) {
    let start = Instant::now();
    let sum = Executor::new().run_until(async {
        // Both reads start here, before the first `await`; so they run at the same time.
        let (left, right) = (FutSocket::with_delay(delay), FutSocket::with_delay(delay));
        i64::from(left.await) + i64::from(right.await)
    });
    println!("  two sockets, their sum {sum}: {:.2?}", start.elapsed());
}

/// Many tasks on one thread.
fn many_sockets(delay: Duration, count: u64) {
    let (polls, latest) = (Cell::new(0), Cell::new(Duration::ZERO));
    let start = Instant::now();
    let sockets = (0..count).map(|_| {
        let due = Instant::now() + delay;
        Counted { future: FutSocket::with_delay(delay), due, polls: &polls, latest: &latest }
    });
    let numbers = Executor::new().run_all(sockets);
    println!("  {} sockets: {:.2?}, {} polls", numbers.len(), start.elapsed(), polls.get());
    println!("  the latest answer came {:.2?} after it was due", latest.get());
    println!("Two polls for each socket: one that starts to wait, and one when it is woken.");
    println!("One thread polled all of them, and a second one kept the time; both were asleep most of it.");
}

/// A future written by hand around another: counts how often that is polled, and sees how late it is ready.
struct Counted<'a> {
    future: FutSocket,
    due: Instant,
    polls: &'a Cell<u64>,
    latest: &'a Cell<Duration>,
}

impl Future for Counted<'_> {
    type Output = i32;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<i32> {
        self.polls.set(self.polls.get() + 1);
        // `FutSocket` does not care whether it is moved (it is `Unpin`), so it can be pinned anew for each poll.
        let polled = Pin::new(&mut self.future).poll(cx);
        if polled.is_ready() {
            self.latest.set(self.latest.get().max(self.due.elapsed()));
        }
        polled
    }
}

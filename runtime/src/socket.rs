//! A fake socket: something to wait for, without a network.
//!
//! [`FakeSocket`] is the raw thing. It can be asked whether data has arrived, again and again (that is *busy waiting*),
//! or be given a [`Waker`] to wake when it has. [`FutSocket`] is the future over it. A single thread keeps the time for
//! all sockets of the process.

use crate::time::{Deadline, Expire};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{
    fmt, mem,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

/// How long a read takes, unless another delay is given.
const DELAY: Duration = Duration::from_secs(2);

/// A socket that starts to read one number when it is made, and has it some time later.
///
/// # Cancellation
///
/// Dropping the socket ends the read and drops the waker; nothing is left behind.
///
/// ```
/// use manual_async_runtime::FakeSocket;
/// use std::time::Duration;
///
/// let mut socket = FakeSocket::with_delay(Duration::from_millis(5));
/// while !socket.has_data_to_read() {
///     // Busy waiting: the processor is at full load, for nothing.
/// }
/// println!("received {}", socket.read_data());
/// ```
pub struct FakeSocket {
    line: Arc<Line>,
    /// Removes the deadline with the socket.
    _deadline: Deadline,
}

/// What the socket shares with the timer.
struct Line {
    number: i32,
    state: Mutex<State>,
}

enum State {
    /// Nobody has asked to be woken.
    Silent,
    /// Data is awaited by the owner of this waker.
    Awaited(Waker),
    /// The data is there.
    Arrived,
}

impl FakeSocket {
    /// Starts a read that takes 2 seconds and then makes one random number available.
    ///
    /// # Panics
    ///
    /// If the operating system refuses the thread that keeps the time, which is started with the first socket, or if it
    /// has no random numbers. The other constructors do the same.
    pub fn new() -> Self {
        FakeSocket::with_delay(DELAY)
    }

    /// Starts a read that takes `delay`. One that exceeds what the clock can count never ends.
    pub fn with_delay(delay: Duration) -> Self {
        FakeSocket::start(delay, rand::random())
    }

    /// Starts a read that takes `delay` and receives a number that follows from `seed`: equal seeds, equal numbers,
    /// as long as the version of the crate `rand` stays the same.
    ///
    /// ```
    /// use manual_async_runtime::{FutSocket, block_on};
    /// use std::time::Duration;
    ///
    /// let receive = || block_on(FutSocket::seeded(7, Duration::ZERO));
    /// assert_eq!(receive(), receive());
    /// ```
    pub fn seeded(seed: u64, delay: Duration) -> Self {
        FakeSocket::start(delay, StdRng::seed_from_u64(seed).random())
    }

    fn start(delay: Duration, number: i32) -> Self {
        let line = Arc::new(Line { number, state: Mutex::new(State::Silent) });
        let deadline = Deadline::after(delay, Arc::clone(&line) as Arc<dyn Expire>);
        FakeSocket { line, _deadline: deadline }
    }

    /// Whether the number has arrived. Answers at once; once true, it stays true.
    pub fn has_data_to_read(&mut self) -> bool {
        self.has_arrived()
    }

    /// The number that was received. It can be read more than once.
    ///
    /// # Panics
    ///
    /// If it has not arrived yet.
    pub fn read_data(&self) -> i32 {
        assert!(
            self.has_arrived(),
            "FakeSocket::read_data was called too early: there is nothing to read before has_data_to_read() is true"
        );
        self.line.number
    }

    /// Has `waker` woken once, when the number arrives; at once if it is there already.
    ///
    /// The newest waker wins: an earlier one is dropped, and never woken.
    pub fn set_readable_callback(&self, waker: Waker) {
        let mut state = self.line.lock();
        // The lock decides who is first, this call or the timer. If it was the timer, waking is up to us.
        if matches!(*state, State::Arrived) {
            drop(state);
            waker.wake();
        } else {
            let replaced = mem::replace(&mut *state, State::Awaited(waker));
            // A waker may run anything when it is dropped, so that happens without the lock.
            drop(state);
            drop(replaced);
        }
    }

    fn has_arrived(&self) -> bool {
        matches!(*self.line.lock(), State::Arrived)
    }
}

impl Default for FakeSocket {
    fn default() -> Self {
        FakeSocket::new()
    }
}

impl fmt::Debug for FakeSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeSocket").field("has_data_to_read", &self.has_arrived()).finish_non_exhaustive()
    }
}

impl Line {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Expire for Line {
    fn expire(&self) {
        let before = mem::replace(&mut *self.lock(), State::Arrived);
        if let State::Awaited(waker) = before {
            waker.wake();
        }
    }
}

/// A future of the number that a [`FakeSocket`] receives.
///
/// The read starts when the socket is made, not when it is first polled: two sockets awaited one after the other take
/// the time of one.
///
/// # Cancellation
///
/// Dropping it ends the read.
///
/// ```
/// use manual_async_runtime::{FutSocket, block_on};
/// use std::time::Duration;
///
/// let number: i32 = block_on(FutSocket::with_delay(Duration::from_millis(5)));
/// println!("received {number}");
/// ```
#[derive(Debug, Default)]
#[must_use = "futures do nothing unless polled"]
pub struct FutSocket {
    socket: FakeSocket,
}

impl FutSocket {
    /// The future of [`FakeSocket::new`]: a random number after 2 seconds.
    pub fn new() -> Self {
        FakeSocket::new().into()
    }

    /// The future of [`FakeSocket::with_delay`].
    pub fn with_delay(delay: Duration) -> Self {
        FakeSocket::with_delay(delay).into()
    }

    /// The future of [`FakeSocket::seeded`].
    pub fn seeded(seed: u64, delay: Duration) -> Self {
        FakeSocket::seeded(seed, delay).into()
    }
}

impl From<FakeSocket> for FutSocket {
    fn from(socket: FakeSocket) -> Self {
        FutSocket { socket }
    }
}

impl Future for FutSocket {
    type Output = i32;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<i32> {
        if self.socket.has_data_to_read() {
            return Poll::Ready(self.socket.read_data());
        }
        // Should the data arrive before the next line, that wakes at once. Each poll passes its own waker: the task
        // may have moved to another one since the last.
        self.socket.set_readable_callback(cx.waker().clone());
        Poll::Pending
    }
}

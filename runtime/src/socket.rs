//! A fake socket: something to wait for, without a network.
//!
//! [`FakeSocket`] is the raw thing. It can be asked whether data has arrived, again and again (that is *busy waiting*),
//! or be given a [`Waker`] to wake when it has. [`FutSocket`] is the future over it. A single thread keeps the time for
//! all sockets of the process.

use crate::time::Deadline;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use std::{
    fmt,
    pin::Pin,
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
    number: i32,
    arrival: Deadline,
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
        FakeSocket { number, arrival: Deadline::after(delay) }
    }

    /// Whether the number has arrived. Answers at once; once true, it stays true.
    pub fn has_data_to_read(&mut self) -> bool {
        self.arrival.has_come()
    }

    /// The number that was received. It can be read more than once.
    ///
    /// # Panics
    ///
    /// If it has not arrived yet.
    pub fn read_data(&self) -> i32 {
        assert!(
            self.arrival.has_come(),
            "FakeSocket::read_data was called too early: there is nothing to read before has_data_to_read() is true"
        );
        self.number
    }

    /// Has `waker` woken once, when the number arrives; at once if it is there already.
    ///
    /// The newest waker wins: an earlier one is dropped, and never woken.
    pub fn set_readable_callback(&self, waker: Waker) {
        self.arrival.set_waker(waker);
    }
}

impl Default for FakeSocket {
    fn default() -> Self {
        FakeSocket::new()
    }
}

impl fmt::Debug for FakeSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeSocket").field("has_data_to_read", &self.arrival.has_come()).finish_non_exhaustive()
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

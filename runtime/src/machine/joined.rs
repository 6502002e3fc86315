//! What `join!` and `try_join!` poll beside each other: each until it is ready.

use core::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    task::{Context, Poll},
};

/// A future, and then what it has given.
///
/// (There are no bounds: what is no future is refused once, where it is given.)
pub struct MaybeDone<F, T>(Stage<F, T>);

enum Stage<F, T> {
    Waiting(F),
    Done(T),
    Taken,
}

impl<F, T> fmt::Debug for MaybeDone<F, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MaybeDone(_)")
    }
}

/// A future that is not done.
#[inline]
pub fn maybe_done<F: IntoFuture>(future: F) -> MaybeDone<F::IntoFuture, F::Output> {
    MaybeDone(Stage::Waiting(future.into_future()))
}

impl<F, T> MaybeDone<F, T> {
    /// The future, unless it is done.
    pub(super) fn waiting(&self) -> Option<&F> {
        match &self.0 {
            Stage::Waiting(future) => Some(future),
            Stage::Done(_) | Stage::Taken => None,
        }
    }

    #[inline]
    pub(super) fn take(&mut self) -> T {
        match core::mem::replace(&mut self.0, Stage::Taken) {
            Stage::Done(output) => output,
            Stage::Waiting(_) | Stage::Taken => unreachable!("a joined future is not done"),
        }
    }
}

impl<F: Future> MaybeDone<F, F::Output> {
    /// Is it done by now?
    ///
    /// # Safety
    /// It is pinned.
    #[inline]
    pub(super) unsafe fn poll(&mut self, cx: &mut Context<'_>) -> bool {
        if let Stage::Waiting(future) = &mut self.0 {
            // SAFETY: it is pinned, by contract, and so is what it holds until that is dropped in its place.
            match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(output) => self.0 = Stage::Done(output),
                Poll::Pending => return false,
            }
        }
        true
    }
}

impl<T, E, F: Future<Output = Result<T, E>>> MaybeDone<F, F::Output> {
    /// The same as `poll`, or why it has failed.
    ///
    /// # Safety
    /// As for `poll`.
    #[inline]
    pub(super) unsafe fn try_poll(&mut self, cx: &mut Context<'_>) -> Result<bool, E> {
        // SAFETY: by contract.
        let is_done = unsafe { self.poll(cx) };
        match &self.0 {
            Stage::Done(Err(_)) => match self.take() {
                Err(error) => Err(error),
                Ok(_) => unreachable!("a result is no longer an error"),
            },
            _ => Ok(is_done),
        }
    }

    #[inline]
    pub(super) fn take_ok(&mut self) -> T {
        match self.take() {
            Ok(output) => output,
            Err(_) => unreachable!("an error was overlooked"),
        }
    }
}

/// Which future is polled first.
pub trait Turns {
    /// The number of the first one at this poll, of so many.
    fn next(&mut self, count: u32) -> u32;
}

/// Always the first.
#[derive(Debug)]
pub struct InOrder;

impl Turns for InOrder {
    #[inline]
    fn next(&mut self, _: u32) -> u32 {
        0
    }
}

/// Each in its turn, so that all get on, should one use up what a task may do at once.
#[derive(Debug, Default)]
pub struct InTurns(u32);

impl InTurns {
    /// The first begins.
    #[inline]
    pub fn new() -> Self {
        InTurns(0)
    }
}

impl Turns for InTurns {
    #[inline]
    fn next(&mut self, count: u32) -> u32 {
        let next = if self.0 + 1 == count { 0 } else { self.0 + 1 };
        core::mem::replace(&mut self.0, next)
    }
}

/// A tuple from its last part to its first, which is how locals are dropped. Parts are counted as in the tuple.
#[derive(Debug)]
pub struct LastFirst<T>(pub T);

/// Futures in a tuple, or in one that is turned round.
pub trait Waiting {
    /// How many there are.
    const COUNT: u32;

    /// References to them, as far as they wait.
    type Each<'a>
    where
        Self: 'a;

    /// Those that wait, in order.
    fn waiting(&self) -> Self::Each<'_>;
}

/// Futures that are polled until all are done.
pub trait Join: Waiting {
    /// What they give.
    type Outputs;

    /// Polls each, from one of them on. Are all done?
    ///
    /// # Safety
    /// They are pinned.
    unsafe fn poll_from(&mut self, first: u32, cx: &mut Context<'_>) -> bool;

    /// What they have given, once.
    fn take(&mut self) -> Self::Outputs;
}

/// The same, or until one fails.
pub trait TryJoin: Waiting {
    /// What they give.
    type Outputs;

    /// Why one fails.
    type Error;

    /// Polls each, from one of them on. Are all done?
    ///
    /// # Safety
    /// They are pinned.
    unsafe fn try_poll_from(&mut self, first: u32, cx: &mut Context<'_>) -> Result<bool, Self::Error>;

    /// What they have given, once.
    fn take_ok(&mut self) -> Self::Outputs;
}

/// Polls all futures of a tuple, until all are done.
#[derive(Debug)]
pub struct Joined<T, R> {
    futures: T,
    turns: R,
}

/// The same, or until one fails.
#[derive(Debug)]
pub struct TryJoined<T, R> {
    futures: T,
    turns: R,
}

/// What awaits the futures of a tuple, as `join!` does.
#[inline]
pub fn join<T, R: Turns>(futures: T, turns: R) -> Joined<T, R> {
    Joined { futures, turns }
}

/// The same, as `try_join!` does.
#[inline]
pub fn try_join<T, R: Turns>(futures: T, turns: R) -> TryJoined<T, R> {
    TryJoined { futures, turns }
}

impl<T: Join, R: Turns> Future for Joined<T, R> {
    type Output = T::Outputs;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: the futures are not moved.
        let Joined { futures, turns } = unsafe { self.get_unchecked_mut() };
        let first = turns.next(T::COUNT);
        // SAFETY: they are pinned with `self`.
        if unsafe { futures.poll_from(first, cx) } { Poll::Ready(futures.take()) } else { Poll::Pending }
    }
}

impl<T: TryJoin, R: Turns> Future for TryJoined<T, R> {
    type Output = Result<T::Outputs, T::Error>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: the futures are not moved.
        let TryJoined { futures, turns } = unsafe { self.get_unchecked_mut() };
        let first = turns.next(T::COUNT);
        // SAFETY: they are pinned with `self`.
        if unsafe { futures.try_poll_from(first, cx) }? { Poll::Ready(Ok(futures.take_ok())) } else { Poll::Pending }
    }
}

impl<T: Waiting, R> Joined<T, R> {
    /// What it still polls.
    pub fn waiting(&self) -> T::Each<'_> {
        self.futures.waiting()
    }
}

impl<T: Waiting, R> TryJoined<T, R> {
    /// What it still polls.
    pub fn waiting(&self) -> T::Each<'_> {
        self.futures.waiting()
    }
}

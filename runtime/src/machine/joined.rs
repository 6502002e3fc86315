//! What `join!` and `try_join!` poll beside each other: each until it is ready.

use core::{
    cell::UnsafeCell,
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    task::{Context, Poll},
};

/// A future, and then what it has given.
///
/// What awaits it has but a reference, so that it can be looked into at the same time. (There are no bounds: what is no future is
/// refused once, where it is given.)
pub struct MaybeDone<F, T>(UnsafeCell<Stage<F, T>>);

enum Stage<F, T> {
    Waiting(F),
    Done(T),
    Taken,
}

// SAFETY: who has but a reference looks at the future; to poll it is for `Polls` alone, of which nobody has two.
unsafe impl<F: Sync, T: Sync> Sync for MaybeDone<F, T> {}

impl<F, T> fmt::Debug for MaybeDone<F, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MaybeDone(_)")
    }
}

/// A future that is not done.
#[inline]
pub fn maybe_done<F: IntoFuture>(future: F) -> MaybeDone<F::IntoFuture, F::Output> {
    MaybeDone(UnsafeCell::new(Stage::Waiting(future.into_future())))
}

impl<F, T> MaybeDone<F, T> {
    /// The future, unless it is done.
    ///
    /// # Safety
    /// Nobody polls it for as long as the reference is used.
    pub(super) unsafe fn waiting(&self) -> Option<&F> {
        // SAFETY: by contract.
        match unsafe { &*self.0.get() } {
            Stage::Waiting(future) => Some(future),
            Stage::Done(_) | Stage::Taken => None,
        }
    }
}

/// The only one that polls a [`MaybeDone`].
#[derive(Debug)]
pub struct Polls<'a, F, T>(&'a MaybeDone<F, T>);

// SAFETY: it does what one with an exclusive reference can do, and no more.
unsafe impl<F: Send, T: Send> Send for Polls<'_, F, T> {}
// SAFETY: of a reference to this there is no use.
unsafe impl<F, T> Sync for Polls<'_, F, T> {}

impl<F: Future> Polls<'_, F, F::Output> {
    /// Is it done by now?
    #[inline]
    fn poll(&mut self, cx: &mut Context<'_>) -> bool {
        // SAFETY: nobody else polls it, and who looks at it does so between two polls.
        let stage = unsafe { &mut *self.0.0.get() };
        if let Stage::Waiting(future) = stage {
            // SAFETY: whoever has made this has promised that it stays in its place.
            match unsafe { Pin::new_unchecked(future) }.poll(cx) {
                Poll::Ready(output) => *stage = Stage::Done(output),
                Poll::Pending => return false,
            }
        }
        true
    }
}

impl<F, T> Polls<'_, F, T> {
    #[inline]
    fn take(&mut self) -> T {
        // SAFETY: as in `poll`.
        match core::mem::replace(unsafe { &mut *self.0.0.get() }, Stage::Taken) {
            Stage::Done(output) => output,
            Stage::Waiting(_) | Stage::Taken => unreachable!("a joined future is not done"),
        }
    }
}

impl<T, E, F: Future<Output = Result<T, E>>> Polls<'_, F, F::Output> {
    /// The same as `poll`, or why it has failed.
    #[inline]
    fn try_poll(&mut self, cx: &mut Context<'_>) -> Result<bool, E> {
        let is_done = self.poll(cx);
        // SAFETY: as in `poll`.
        match unsafe { &*self.0.0.get() } {
            Stage::Done(Err(_)) => match self.take() {
                Err(error) => Err(error),
                Ok(_) => unreachable!("a result is no longer an error"),
            },
            _ => Ok(is_done),
        }
    }

    #[inline]
    fn take_ok(&mut self) -> T {
        match self.take() {
            Ok(output) => output,
            Err(_) => unreachable!("an error was overlooked"),
        }
    }
}

/// Polls all futures of a tuple, until all are done.
#[derive(Debug)]
pub struct Joined<T, R>(T, R);

/// The same, or until one fails.
#[derive(Debug)]
pub struct TryJoined<T, R>(T, R);

/// Which future is polled first.
pub trait Turns: Unpin {
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

/// References to futures in places that they do not leave.
pub trait Tuple {
    /// What polls them.
    type Polls;
    /// Takes them in charge.
    fn polls(self) -> Self::Polls;
}

/// Futures in a tuple.
pub trait Backwards {
    /// The same from the last to the first.
    type Backwards;
    /// Turns them round: what is declared last is dropped first, as the first part of a tuple is.
    fn backwards(self) -> Self::Backwards;
}

/// What awaits the futures of a tuple, as `join!` does.
///
/// # Safety
/// The futures stay where they are until they are dropped, and nobody else polls them.
#[inline]
pub unsafe fn join<T: Tuple, R: Turns>(futures: T, turns: R) -> Joined<T::Polls, R> {
    Joined(futures.polls(), turns)
}

/// The same, as `try_join!` does.
///
/// # Safety
/// As for [`join`].
#[inline]
pub unsafe fn try_join<T: Tuple, R: Turns>(futures: T, turns: R) -> TryJoined<T::Polls, R> {
    TryJoined(futures.polls(), turns)
}

macro_rules! tuples {
    ($($count:literal: $($future:ident $output:ident $index:tt)*, $($back:ident $was:ident $last:tt)*;)*) => {$(
        impl<$($future, $output),*> Backwards for ($(MaybeDone<$future, $output>,)*) {
            type Backwards = ($(MaybeDone<$back, $was>,)*);

            #[inline]
            fn backwards(self) -> Self::Backwards {
                ($(self.$last,)*)
            }
        }

        impl<'a, $($future, $output),*> Tuple for ($(&'a MaybeDone<$future, $output>,)*) {
            type Polls = ($(Polls<'a, $future, $output>,)*);

            #[inline]
            fn polls(self) -> Self::Polls {
                ($(Polls(self.$index),)*)
            }
        }

        impl<R: Turns, $($future: Future),*> Future for Joined<($(Polls<'_, $future, $future::Output>,)*), R> {
            type Output = ($($future::Output,)*);

            #[inline]
            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let Joined(futures, turns) = &mut *self;
                let mut all_done = true;
                match turns.next($count) {
                    0 => { $(all_done &= futures.$index.poll(cx);)* }
                    first => (first..$count).chain(0..first).for_each(|index| match index {
                        $($index => all_done &= futures.$index.poll(cx),)*
                        _ => {}
                    }),
                }
                if all_done { Poll::Ready(($(futures.$index.take(),)*)) } else { Poll::Pending }
            }
        }

        impl<R: Turns, Error, $($output, $future: Future<Output = Result<$output, Error>>),*> Future
            for TryJoined<($(Polls<'_, $future, $future::Output>,)*), R>
        {
            type Output = Result<($($output,)*), Error>;

            #[inline]
            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let TryJoined(futures, turns) = &mut *self;
                let mut all_done = true;
                match turns.next($count) {
                    0 => { $(all_done &= futures.$index.try_poll(cx)?;)* }
                    first => (first..$count).chain(0..first).try_for_each(|index| {
                        match index {
                            $($index => all_done &= futures.$index.try_poll(cx)?,)*
                            _ => {}
                        }
                        Ok(())
                    })?,
                }
                if all_done { Poll::Ready(Ok(($(futures.$index.take_ok(),)*))) } else { Poll::Pending }
            }
        }
    )*};
}

tuples! {
    1: F0 T0 0, F0 T0 0;
    2: F0 T0 0 F1 T1 1, F1 T1 1 F0 T0 0;
    3: F0 T0 0 F1 T1 1 F2 T2 2, F2 T2 2 F1 T1 1 F0 T0 0;
    4: F0 T0 0 F1 T1 1 F2 T2 2 F3 T3 3, F3 T3 3 F2 T2 2 F1 T1 1 F0 T0 0;
    5: F0 T0 0 F1 T1 1 F2 T2 2 F3 T3 3 F4 T4 4, F4 T4 4 F3 T3 3 F2 T2 2 F1 T1 1 F0 T0 0;
    6: F0 T0 0 F1 T1 1 F2 T2 2 F3 T3 3 F4 T4 4 F5 T5 5, F5 T5 5 F4 T4 4 F3 T3 3 F2 T2 2 F1 T1 1 F0 T0 0;
    7: F0 T0 0 F1 T1 1 F2 T2 2 F3 T3 3 F4 T4 4 F5 T5 5 F6 T6 6, F6 T6 6 F5 T5 5 F4 T4 4 F3 T3 3 F2 T2 2 F1 T1 1 F0 T0 0;
    8: F0 T0 0 F1 T1 1 F2 T2 2 F3 T3 3 F4 T4 4 F5 T5 5 F6 T6 6 F7 T7 7, F7 T7 7 F6 T6 6 F5 T5 5 F4 T4 4 F3 T3 3 F2 T2 2 F1 T1 1 F0 T0 0;
}

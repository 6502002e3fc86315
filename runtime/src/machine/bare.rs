//! Machines that keep nothing but the future that they await: plain enums.

use super::{Awaited, State};
use core::{
    future::Future,
    mem::{self, ManuallyDrop},
    pin::Pin,
    task::{Context, Poll},
};

impl<S> State<S> {
    /// The state.
    ///
    /// # Safety
    /// It is a plain enum, generated code is the only one to look at it, and does so through one of these references at a time.
    #[inline]
    pub unsafe fn get<'a>(self) -> &'a mut S {
        // SAFETY: whoever resumes the machine has it for itself.
        unsafe { &mut *self.place() }
    }

    /// Enters a state. What was in the one before is forgotten.
    ///
    /// # Safety
    /// As for [`get`](Self::get); and nothing is left in the state before that would have to be dropped.
    #[inline]
    pub unsafe fn set(self, state: S) {
        // SAFETY: as by contract.
        unsafe { self.place().write(state) }
    }
}

/// Leaves nothing in a machine, which keeps a future alone: that is dropped, whatever happens.
struct Empty<S, F> {
    state: State<S>,
    future: *mut F,
    done: ManuallyDrop<S>,
}

impl<S, F> Drop for Empty<S, F> {
    #[inline]
    fn drop(&mut self) {
        /// The state is left even if the future's drop panics.
        struct Leave<S>(State<S>, ManuallyDrop<S>);
        impl<S> Drop for Leave<S> {
            #[inline]
            fn drop(&mut self) {
                // SAFETY: the future is dropped, and it was all that was there; `done` is taken once.
                unsafe { self.0.set(ManuallyDrop::take(&mut self.1)) }
            }
        }
        // SAFETY: it is taken once.
        let _leave = Leave(self.state, ManuallyDrop::new(unsafe { ManuallyDrop::take(&mut self.done) }));
        // SAFETY: the future is there, and nobody uses it after this.
        unsafe { self.future.drop_in_place() }
    }
}

/// Polls the future that is all that a state keeps. If it is ready, or panics, it is dropped, and the state is `done`.
///
/// # Safety
/// As for [`State::get`]. The future is that of the present state, which stays where it is, and `done` keeps nothing.
#[inline]
pub unsafe fn poll_alone<S, F: Future>(
    state: State<S>,
    future: *mut F,
    done: S,
    cx: &mut Context<'_>,
) -> Poll<Awaited<F::Output>> {
    let empty = Empty { state, future, done: ManuallyDrop::new(done) };
    // SAFETY: the machine is pinned; its future is not moved, and is dropped in place.
    match unsafe { Pin::new_unchecked(&mut *future) }.poll(cx) {
        Poll::Ready(value) => {
            drop(empty);
            Poll::Ready(Awaited(value))
        }
        Poll::Pending => {
            mem::forget(empty);
            Poll::Pending
        }
    }
}

//! Receivers without names, while the arguments of the method are awaited.

use core::fmt;

use super::{Borrows, Receiver, Way};

/// A receiver that waits: in the first place if the method takes it, and otherwise in the second.
///
/// One that is taken ends before what the arguments leave, and before the locals of a block at whose end it stands; one that is
/// borrowed lives as long as temporaries do. So the two places are dropped at two times. `W` follows from the call, which comes
/// later.
#[inline]
pub fn receiver_waits<T, W: Way>(value: T) -> (TakenReceiver<T, W>, LentReceiver<T, W>) {
    if W::TAKES {
        (TakenReceiver(W::result_taken(value)), LentReceiver(W::result_taken(())))
    } else {
        (TakenReceiver(W::result_borrowed(())), LentReceiver(W::result_borrowed(value)))
    }
}

/// A receiver that is a local: out of its place if the method takes it, and otherwise nothing.
#[inline]
pub fn taken_early<T, W: Way>(take: impl FnOnce() -> T) -> TakenReceiver<T, W> {
    TakenReceiver(if W::TAKES { W::result_taken(take()) } else { W::result_borrowed(()) })
}

/// The same where it is known that no method takes it.
#[inline]
pub fn never_taken() -> TakenReceiver<(), Borrows> {
    TakenReceiver(())
}

/// A receiver, if the method takes it.
pub struct TakenReceiver<T, W: Way>(W::Result<T, ()>);

impl<T, W: Way> TakenReceiver<T, W> {
    /// By value. Nothing reaches this if the method borrows it.
    #[inline]
    pub fn get(self) -> T {
        W::taken_of::<T, ()>(self.0)
    }
}

impl<T, W: Way> fmt::Debug for TakenReceiver<T, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TakenReceiver(..)")
    }
}

/// A receiver, if the method borrows it.
#[repr(transparent)]
pub struct LentReceiver<T, W: Way>(W::Result<(), T>);

/// Where a receiver is that the method borrows. Nothing is there if it takes it.
#[inline]
pub fn lent_receiver<T, W: Way>(place: *mut LentReceiver<T, W>) -> *mut T {
    place.cast()
}

/// Says of a receiver that it is borrowed, where nothing else does.
#[inline]
pub fn is_lent<T>(_: *mut LentReceiver<T, Borrows>) {}

/// Says of one that is none of a method's that nobody takes it, where nothing else does.
#[inline]
pub fn is_not_taken<T>(_: *mut TakenReceiver<T, Borrows>) {}

impl<T, W: Way> fmt::Debug for LentReceiver<T, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LentReceiver(..)")
    }
}

impl<T, W: Way> Receiver<T, W> {
    /// It waits here if the method takes it.
    #[inline]
    pub fn taken_early(self, _: *mut TakenReceiver<T, W>) -> Self {
        self
    }

    /// It waits: here, or, if the method takes it, in the place beside this.
    #[inline]
    pub fn waiting(self, _: *mut LentReceiver<T, W>) -> Self {
        self
    }
}

//! Values of which fields are moved away one by one.

use super::{MayHave, Slot, Takes, Told, Way};
use core::{cell::Cell, fmt, marker::PhantomData, mem::ManuallyDrop, ptr::NonNull};

impl<T> Slot<T> {
    /// A guard for a value of which parts may have been moved away: `parts` says it.
    ///
    /// # Safety
    /// As [`Slot::flagged`].
    #[inline]
    pub unsafe fn parted<R: Rest<T>, W: Way>(&self, parts: Gone<R, W>) -> (Parted<T, R, W>, *mut T) {
        (Parted { place: self.place(), gone: Cell::new(W::stored(parts.gone)), rest: PhantomData }, self.place())
    }
}

/// Which parts of a value in a slot have been moved away, each of which has a bit; all of them, if there is no value.
///
/// Where only methods could move them away, and none of these does, `W` is [`Borrows`](super::Borrows), and nothing is stored.
pub struct Gone<R, W: Way = Takes> {
    gone: W::Gone,
    rest: PhantomData<R>,
}

impl<R, W: Way> Clone for Gone<R, W> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, W: Way> Copy for Gone<R, W> {}

impl<R, W: Way> fmt::Debug for Gone<R, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gone(..)")
    }
}

impl<R, W: Way> Gone<R, W> {
    const NO_VALUE: u8 = u8::MAX;

    #[inline]
    fn new(gone: u8) -> Self {
        Gone { gone: W::store(gone), rest: PhantomData }
    }

    /// A value with all its parts. What drops the rest of it, the slot for its flags knows.
    #[inline]
    pub fn whole(_: &Slot<Self>) -> Self {
        Gone::new(0)
    }

    /// Is there a value with all its parts?
    pub(super) fn is_whole(self) -> bool {
        W::stored(self.gone) == 0
    }
}

impl<R, W: Way> Slot<Gone<R, W>> {
    /// A guard for a value of which parts may be moved away, and that is not there yet.
    ///
    /// # Safety
    /// As [`Slot::flagged`].
    #[inline]
    pub unsafe fn unparted<T>(&self, value: &Slot<T>) -> (Parted<T, R, W>, *mut T)
    where
        R: Rest<T>,
    {
        (Parted { place: value.place(), gone: Cell::new(Gone::<R, W>::NO_VALUE), rest: PhantomData }, value.place())
    }
}

/// Drops what is left of a value when some of its parts are gone: a closure that captures nothing but types.
pub trait Rest<T>: Fn(*mut T, u8) + Copy {}

impl<T, F: Fn(*mut T, u8) + Copy> Rest<T> for F {}

/// In charge of a value of which parts may have been moved away, which is known when the code runs.
pub struct Parted<T, R: Rest<T>, W: Way = Takes> {
    place: *mut T,
    gone: Cell<u8>,
    rest: PhantomData<(R, W)>,
}

impl<T, R: Rest<T>, W: Way> Parted<T, R, W> {
    /// Leaves the value parked, and says what is left of it.
    #[inline]
    pub fn park(self) -> Gone<R, W> {
        Gone::new(ManuallyDrop::new(self).gone.get())
    }
}

impl<T, R: Rest<T>, W: Way> fmt::Debug for Parted<T, R, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parted(..)")
    }
}

impl<T, R: Rest<T>, W: Way> Drop for Parted<T, R, W> {
    #[inline]
    fn drop(&mut self) {
        const { assert!(size_of::<R>() == 0, "what drops the rest of a value captures nothing") };
        match self.gone.get() {
            gone if gone == Gone::<R, W>::NO_VALUE => {}
            // SAFETY: there is a value, this guard is in charge of it, and nobody uses it after this.
            0 => unsafe { self.place.drop_in_place() },
            gone => {
                // SAFETY: a closure that captures nothing has no bytes that could be wrong.
                let rest = unsafe { NonNull::<R>::dangling().read() };
                rest(self.place, gone);
            }
        }
    }
}

impl<T, R: Rest<T>, W: Way> MayHave for Parted<T, R, W> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.place
    }

    #[inline]
    fn set(&self) {
        self.gone.set(0);
    }

    #[inline]
    fn clear(&self) {
        drop(Parted::<T, R, W> {
            place: self.place,
            gone: Cell::new(self.gone.replace(Gone::<R, W>::NO_VALUE)),
            rest: self.rest,
        });
    }

    #[inline]
    fn forget(&self) -> bool {
        self.gone.replace(Gone::<R, W>::NO_VALUE) == 0
    }
}

/// Says how to drop what is left of a value.
#[inline]
pub fn rest<T, R: Rest<T>>(_: &Parted<T, R>, _: R) {}

/// The same of a value whose parts only methods could move away.
#[inline]
pub fn rest_if_taken<T, R: Rest<T>, W: Way>(_: &Parted<T, R, W>, _: Told<W>, _: R) {}

/// A part of a value in a slot.
#[derive(Debug)]
pub struct Part<P>(*mut P);

impl<P> Part<P> {
    /// The part at this place.
    #[inline]
    pub fn at(place: *const P) -> Self {
        Part(place.cast_mut())
    }
}

impl<P: Copy> Part<P> {
    /// Values of some types are copied, and stay where they are.
    #[inline]
    pub fn moves(&self) -> bool {
        false
    }
}

/// Says that all other values move: methods of a type are found before those of a trait.
pub trait Moves {
    /// They do.
    #[inline]
    fn moves(&self) -> bool {
        true
    }
}

impl<P> Moves for Part<P> {}

/// Moves a part of a value away, or copies it.
///
/// # Safety
/// The part is there, and `bit` is its own. If it does not move, its type is `Copy`.
#[inline]
pub unsafe fn part<T, R: Rest<T>, W: Way, P>(guard: &Parted<T, R, W>, bit: u8, moves: bool, part: Part<P>) -> P {
    if moves {
        guard.gone.set(guard.gone.get() | bit);
    }
    // SAFETY: by contract the part is there, and if it moves, the guard leaves it alone from now on.
    unsafe { part.0.read() }
}

/// Assigns to a part of a value that may have been moved away.
///
/// # Safety
/// The place is that of the part to which `bit` belongs.
#[inline]
pub unsafe fn set_part<T, R: Rest<T>, W: Way, P>(guard: &Parted<T, R, W>, bit: u8, place: *mut P, value: P) {
    let gone = guard.gone.get();
    guard.gone.set(gone & !bit);
    // SAFETY: the place is valid; what was there is dropped, unless it is gone.
    unsafe { if gone & bit == 0 { *place = value } else { place.write(value) } }
}

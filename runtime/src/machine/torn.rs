//! Values that a pattern takes apart.

use super::{MayHave, Slot};
use core::{cell::Cell, fmt, marker::PhantomData, mem::ManuallyDrop, ptr::NonNull};

impl<T> Slot<T> {
    /// A guard for a value that is there, and of which parts will be moved out. `drop_rest` drops what is then left.
    ///
    /// # Safety
    /// As [`resume`](Self::resume).
    #[inline]
    pub unsafe fn tearable<D: Fn(T, u8)>(&self, rest: &Slot<D>, parts: u8, drop_rest: D) -> (Torn<T, D>, *mut T) {
        // SAFETY: nothing points into a slot of a function without captures.
        unsafe {
            rest.set(drop_rest);
            self.torn(rest, parts)
        }
    }

    /// A guard for a value that may be there or not, or in parts: `parts` says it.
    ///
    /// # Safety
    /// As [`flagged`](Self::flagged); and the parts that are missing are those that `rest` is told of.
    #[inline]
    pub unsafe fn torn<D: Fn(T, u8)>(&self, _rest: &Slot<D>, parts: u8) -> (Torn<T, D>, *mut T) {
        (Torn { place: self.place(), parts: Cell::new(parts), rest: PhantomData }, self.place())
    }
}

/// In charge of a value of which parts may have been moved out, which is known when the code runs.
///
/// The first bit of `parts` says that there is a value, the last that it is an array (which rustc drops in another order
/// if a pattern may move out of it), each of the others that something is missing. `D` is a closure without captures,
/// which drops what is left.
pub struct Torn<T, D: Fn(T, u8)> {
    place: *mut T,
    parts: Cell<u8>,
    rest: PhantomData<D>,
}

const ARRAY: u8 = 128;

/// Is there a value with all its parts?
pub(super) fn is_untorn(parts: u8) -> bool {
    parts & !ARRAY == 1
}

impl<T, D: Fn(T, u8)> Torn<T, D> {
    /// Leaves the value parked, and says which parts there are.
    #[inline]
    pub fn park(self) -> u8 {
        ManuallyDrop::new(self).parts.get()
    }
}

impl<T, D: Fn(T, u8)> fmt::Debug for Torn<T, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Torn(..)")
    }
}

impl<T, D: Fn(T, u8)> Drop for Torn<T, D> {
    #[inline]
    fn drop(&mut self) {
        self.clear();
    }
}

/// A part of the value is being moved out: it is no longer dropped with the rest.
#[inline]
pub fn tear<T, D: Fn(T, u8)>(guard: &Torn<T, D>, part: u8) {
    guard.parts.set(guard.parts.get() | part);
}

impl<T, D: Fn(T, u8)> MayHave for Torn<T, D> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.place
    }

    #[inline]
    fn set(&self) {
        self.parts.set(1 | self.parts.get() & ARRAY);
    }

    #[inline]
    fn clear(&self) {
        let parts = self.parts.replace(self.parts.get() & ARRAY);
        if parts & 1 == 0 {
            return;
        }
        if parts == 1 {
            // SAFETY: there was a value, nothing of it is missing, and nobody uses it after this.
            unsafe { self.place.drop_in_place() }
        } else {
            const { assert!(size_of::<D>() == 0, "what drops the rest captures something: a bug in manual_async") };
            // SAFETY: a closure without captures has no bytes, and generated code has made one of this type.
            let rest = unsafe { NonNull::<D>::dangling().read() };
            // SAFETY: there was a value, and nobody uses it after this. Parts that are missing are still there as bytes,
            // and `rest` forgets them.
            rest(unsafe { self.place.read() }, parts);
        }
    }

    #[inline]
    fn forget(&self) -> bool {
        self.parts.replace(self.parts.get() & ARRAY) & !ARRAY == 1
    }
}

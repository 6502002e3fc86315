//! Values that a pattern takes apart.

use super::{MayHave, Slot};
use core::{
    cell::Cell,
    fmt,
    marker::PhantomData,
    mem::{ManuallyDrop, needs_drop},
    ops::{BitAnd, BitOr, Not},
    ptr::NonNull,
};

/// Says which parts of a value are missing: a number with a bit for each.
///
/// The first bit says that there is a value, the last that it is an array (which rustc drops in another order if a pattern
/// may move out of it), each of the others that something is missing.
pub trait PartSet: Copy + PartialEq + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self> {
    /// There is a value.
    const VALUE: Self;
    /// It is an array.
    const ARRAY: Self;
    /// There is none, and if there is one, it is no array.
    const NOTHING: Self;

    /// Is there a value with all its parts?
    #[inline]
    fn is_whole(self) -> bool {
        self == Self::VALUE || self == Self::VALUE | Self::ARRAY
    }
}

impl PartSet for u8 {
    const VALUE: u8 = 1;
    const ARRAY: u8 = 1 << 7;
    const NOTHING: u8 = 0;
}

impl PartSet for u64 {
    const VALUE: u64 = 1;
    const ARRAY: u64 = 1 << 63;
    const NOTHING: u64 = 0;
}

impl<T> Slot<T> {
    /// A guard for a value that is there, and of which parts will be moved out. `drop_rest` drops what is then left.
    ///
    /// # Safety
    /// As [`resume`](Self::resume).
    #[inline]
    pub unsafe fn tearable<D: Fn(T, P), P: PartSet>(
        &self,
        rest: &Slot<D>,
        parts: P,
        drop_rest: D,
    ) -> (Torn<T, D, P>, *mut T) {
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
    pub unsafe fn torn<D: Fn(T, P), P: PartSet>(&self, _rest: &Slot<D>, parts: P) -> (Torn<T, D, P>, *mut T) {
        (Torn { place: self.place(), parts: Cell::new(parts), rest: PhantomData }, self.place())
    }
}

/// In charge of a value of which parts may have been moved out, which is known when the code runs.
///
/// `D` is a closure without captures, which drops what is left.
pub struct Torn<T, D: Fn(T, P), P: PartSet> {
    place: *mut T,
    parts: Cell<P>,
    rest: PhantomData<D>,
}

impl<T, D: Fn(T, P), P: PartSet> Torn<T, D, P> {
    /// Leaves the value parked, and says which parts there are.
    #[inline]
    pub fn park(self) -> P {
        ManuallyDrop::new(self).parts.get()
    }
}

impl<T, D: Fn(T, P), P: PartSet> fmt::Debug for Torn<T, D, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Torn(..)")
    }
}

impl<T, D: Fn(T, P), P: PartSet> Drop for Torn<T, D, P> {
    #[inline]
    fn drop(&mut self) {
        self.clear();
    }
}

/// A part of the value has been moved out: it is no longer dropped with the rest. A part that needs no drop may just as well
/// have been copied, and is dropped with the rest, which then stays where it is.
#[inline]
pub fn tear<T, D: Fn(T, P), P: PartSet, M>(guard: &Torn<T, D, P>, part: P, moved: M) -> M {
    if needs_drop::<M>() {
        guard.parts.set(guard.parts.get() | part);
    }
    moved
}

/// The same where a part of what the pattern matches gets a value of its own later: what is missing then, nobody notes.
#[inline]
pub const fn copied_part<M>(part: M) -> M {
    const {
        assert!(
            !needs_drop::<M>(),
            "a pattern moves a part out of a value here, and a part of that value gets a new value later: \
             assign to all of what was matched instead"
        );
    }
    part
}

/// Assigns to a field of which `parts` may be missing. What is left of the old value is dropped first: by `drop_rest`, if
/// something is.
///
/// # Safety
/// The place is that of the field that `parts` are of, and `drop_rest` forgets those that are missing.
#[inline]
pub unsafe fn set_torn<T, D: Fn(T, P), P: PartSet, F>(
    guard: &Torn<T, D, P>,
    parts: P,
    place: *mut F,
    value: F,
    drop_rest: impl FnOnce(F, P),
) {
    /// Writes even if the drop of the old value panics.
    struct Write<F>(*mut F, ManuallyDrop<F>);
    impl<F> Drop for Write<F> {
        fn drop(&mut self) {
            // SAFETY: the old value is gone; the new one is read once, here.
            unsafe { self.0.write(ManuallyDrop::take(&mut self.1)) }
        }
    }
    let missing = guard.parts.get() & parts;
    guard.parts.set(guard.parts.get() & !parts);
    let _write = Write(place, ManuallyDrop::new(value));
    if missing == P::NOTHING {
        // SAFETY: by contract the field is there, and it gets another value.
        unsafe { place.drop_in_place() }
    } else {
        // SAFETY: the same; what is missing is forgotten.
        drop_rest(unsafe { place.read() }, missing);
    }
}

impl<T, D: Fn(T, P), P: PartSet> MayHave for Torn<T, D, P> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.place
    }

    #[inline]
    fn set(&self) {
        self.parts.set(P::VALUE | self.parts.get() & P::ARRAY);
    }

    #[inline]
    fn clear(&self) {
        let parts = self.parts.replace(self.parts.get() & P::ARRAY);
        if parts & P::VALUE == P::NOTHING {
            return;
        }
        if parts == P::VALUE {
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
        self.parts.replace(self.parts.get() & P::ARRAY).is_whole()
    }
}

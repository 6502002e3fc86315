//! Values of which parts are moved away one by one: fields, what a pattern binds, what a closure captures.

use super::{MayHave, Note, PartSet, Pointer, Slot, Stores, Takes, Told, Unless, Way};
use core::{
    cell::Cell,
    fmt,
    marker::PhantomData,
    mem::{ManuallyDrop, needs_drop},
    ptr::NonNull,
};

impl<T> Slot<T> {
    /// A guard for a value of which parts may have been moved away: `parts` says it.
    ///
    /// # Safety
    /// As [`Slot::flagged`].
    #[inline]
    pub unsafe fn parted<R: Rest<T, P>, W: Stores, P: PartSet>(
        &self,
        parts: Gone<R, W, P>,
    ) -> (Parted<T, R, W, P>, *mut T) {
        (Parted::new(self.place(), W::stored(parts.gone)), self.place())
    }
}

/// Which parts of a value in a slot have been moved away, each of which has a bit; or that there is no value.
///
/// Where only methods could move them away, and none of these does, `W` is [`Borrows`](super::Borrows), and nothing is stored.
pub struct Gone<R, W: Stores = Takes, P: PartSet = u8> {
    gone: W::Gone<P>,
    rest: PhantomData<R>,
}

impl<R, W: Stores, P: PartSet> Clone for Gone<R, W, P> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, W: Stores, P: PartSet> Copy for Gone<R, W, P> {}

impl<R, W: Stores, P: PartSet> fmt::Debug for Gone<R, W, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gone(..)")
    }
}

impl<R, W: Stores, P: PartSet> Gone<R, W, P> {
    /// A value with all its parts: `whole` says no more than whether it is an array. What drops the rest of it, the slot
    /// for its flags knows.
    #[inline]
    pub fn whole(_: &Slot<Self>, whole: P) -> Self {
        Gone { gone: W::store(whole), rest: PhantomData }
    }

    /// Is there a value with all its parts?
    pub(super) fn is_whole(self) -> bool {
        W::KEPT && W::stored(self.gone).is_whole()
    }
}

impl<R, W: Stores, P: PartSet> Slot<Gone<R, W, P>> {
    /// A guard for a value of which parts may be moved away, and that is not there yet. When it is, it is `whole`.
    ///
    /// # Safety
    /// As [`Slot::flagged`].
    #[inline]
    pub unsafe fn unparted<T>(&self, value: &Slot<T>, whole: P) -> (Parted<T, R, W, P>, *mut T)
    where
        R: Rest<T, P>,
    {
        (Parted::new(value.place(), whole | P::NO_VALUE), value.place())
    }
}

/// Drops what is left of a value when some of its parts are gone: a closure that captures nothing but types.
pub trait Rest<T, P = u8>: Fn(*mut T, P) + Copy {}

impl<T, P, F: Fn(*mut T, P) + Copy> Rest<T, P> for F {}

/// In charge of a value of which parts may have been moved away, which is known when the code runs.
///
/// As of [`Outliving`](super::Outliving), what is dropped here does not name `T`: a temporary may be a reference into what is
/// dropped before it.
pub struct Parted<T, R: Rest<T, P>, W: Stores = Takes, P: PartSet = u8> {
    value: Value<P>,
    types: PhantomData<(*mut T, *mut R, *mut W)>,
}

struct Value<P: PartSet> {
    place: *mut (),
    gone: Cell<P>,
    /// Drops what is left of it.
    drop: unsafe fn(*mut (), P),
}

impl<T, R: Rest<T, P>, W: Stores, P: PartSet> Parted<T, R, W, P> {
    #[inline]
    fn new(place: *mut T, gone: P) -> Self {
        let value = Value { place: place.cast(), gone: Cell::new(gone), drop: drop_rest::<T, R, P> };
        Parted { value, types: PhantomData }
    }

    /// Leaves the value parked, and says what is left of it.
    #[inline]
    pub fn park(self) -> Gone<R, W, P> {
        Gone { gone: W::store(ManuallyDrop::new(self).value.gone.get()), rest: PhantomData }
    }
}

impl<P: PartSet> Value<P> {
    /// Says that there is no value, and what was gone of it.
    #[inline]
    fn leave(&self) -> P {
        self.gone.replace(P::NO_VALUE | self.gone.get() & P::ARRAY)
    }

    #[inline]
    fn clear(&self) {
        let gone = self.leave();
        if gone & P::NO_VALUE == P::NOTHING {
            // SAFETY: there was a value, this guard is in charge of it, and nobody uses it after this.
            unsafe { (self.drop)(self.place, gone) }
        }
    }
}

impl<P: PartSet> Drop for Value<P> {
    #[inline]
    fn drop(&mut self) {
        self.clear();
    }
}

/// # Safety
/// At the place, a `T`, there is a value without the parts that are gone, which nobody uses after this.
#[inline]
unsafe fn drop_rest<T, R: Rest<T, P>, P: PartSet>(place: *mut (), gone: P) {
    const { assert!(size_of::<R>() == 0, "what drops the rest of a value captures something: a bug in manual_async") };
    let place = place.cast::<T>();
    if gone == P::NOTHING {
        // SAFETY: by contract.
        unsafe { place.drop_in_place() }
    } else {
        // SAFETY: a closure that captures nothing has no bytes that could be wrong.
        let rest = unsafe { NonNull::<R>::dangling().read() };
        rest(place, gone);
    }
}

impl<T, R: Rest<T, P>, W: Stores, P: PartSet> fmt::Debug for Parted<T, R, W, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parted(..)")
    }
}

impl<T, R: Rest<T, P>, W: Stores, P: PartSet> MayHave for Parted<T, R, W, P> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.value.place.cast()
    }

    #[inline]
    fn set(&self) {
        self.value.gone.set(self.value.gone.get() & P::ARRAY);
    }

    #[inline]
    fn clear(&self) {
        self.value.clear();
    }

    #[inline]
    fn forget(&self) -> bool {
        self.value.leave().is_whole()
    }
}

/// Says how to drop what is left of a value.
#[inline]
pub fn rest<T, R: Rest<T, P>, P: PartSet>(_: &Parted<T, R, Takes, P>, _: R) {}

/// The same of a value whose parts only methods could move away.
#[inline]
pub fn rest_if_taken<T, R: Rest<T, P>, W: Way, P: PartSet>(_: &Parted<T, R, W, P>, _: Told<W>, _: R) {}

/// The same of a value that is not kept if its type is copied.
#[inline]
pub fn rest_unless_copied<T, R: Rest<T, P>, C: Way, P: PartSet>(_: &Parted<T, R, Unless<C, T>, P>, _: R) {}

/// Both.
#[inline]
pub fn rest_if_taken_unless_copied<T, R: Rest<T, P>, C: Way, W: Way, P: PartSet>(
    _: &Parted<T, R, Unless<C, T, W>, P>,
    _: Told<W>,
    _: R,
) {
}

/// The slot of a value that is not used any more: in the state, if its type is not copied, and otherwise elsewhere.
#[inline]
pub fn home_unless_copied<'a, T, R, C: Way, W: Way, P: PartSet>(
    elsewhere: &'a Slot<T>,
    kept: &'a Slot<C::Kept<T>>,
    _: &Slot<Gone<R, Unless<C, T, W>, P>>,
) -> &'a Slot<T> {
    if C::TAKES {
        return elsewhere;
    }
    // SAFETY: what is kept of a value that is not copied is the value, so that both types are the same.
    unsafe { &*(&raw const *kept).cast::<Slot<T>>() }
}

/// A guard for what is kept of such a value.
///
/// # Safety
/// As [`Slot::flagged`].
#[inline]
pub unsafe fn parted_unless_copied<T, R: Rest<T, P>, C: Way, W: Way, P: PartSet>(
    kept: &Slot<C::Kept<T>>,
    parts: &Slot<Gone<R, Unless<C, T, W>, P>>,
) -> Parted<T, R, Unless<C, T, W>, P> {
    // SAFETY: as below.
    let gone = if C::TAKES { P::NO_VALUE } else { Unless::<C, T, W>::stored(unsafe { parts.get() }.gone) };
    Parted::new(kept.place().cast(), gone)
}

/// Says whether the type of such a value is copied: then its parts do not move.
pub fn unless_copied<T, R, C: Way, M: Way<Not = C>, W: Way, P: PartSet>(
    _: &Slot<Gone<R, Unless<C, T, W>, P>>,
    _moves: Told<M>,
) {
}

/// Moves a part of a value away, or copies it.
///
/// # Safety
/// The part is there, and `bit` is its own. If it does not move, its type is `Copy`.
#[inline]
pub unsafe fn part<T, R: Rest<T, S>, W: Stores, S: PartSet, P: Pointer>(
    guard: &Parted<T, R, W, S>,
    bit: S,
    moves: bool,
    part: P,
) -> P::Value {
    if moves {
        guard.value.gone.set(guard.value.gone.get() | bit);
    }
    // SAFETY: by contract the part is there, and if it moves, the guard leaves it alone from now on.
    unsafe { part.pointer().read() }
}

/// `S { .. , ..x }` has moved parts of `x` out of a value: they are no longer dropped with the rest. A closure that would do the
/// same captures what it moves. What needs no drop stays, as in [`torn`].
#[inline]
pub fn updated<T, R: Rest<T, P>, W: Stores, P: PartSet, F>(guard: &Parted<T, R, W, P>, bit: P, _: &Note<F>) {
    if needs_drop::<F>() {
        guard.value.gone.set(guard.value.gone.get() | bit);
    }
}

/// What a pattern binds has been moved out of a value: it is no longer dropped with the rest. What needs no drop may just as
/// well have been copied, and is dropped with the rest, which then stays where it is.
#[inline]
pub fn torn<T, R: Rest<T, P>, W: Stores, P: PartSet, M>(guard: &Parted<T, R, W, P>, bit: P, moved: M) -> M {
    if needs_drop::<M>() {
        guard.value.gone.set(guard.value.gone.get() | bit);
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

/// Assigns to a part of which `parts` may be gone. What is left of the old value is dropped first: by `drop_rest`, if
/// something is gone.
///
/// # Safety
/// The place is that of the part which `parts` are of, and `drop_rest` forgets those that are gone.
#[inline]
pub unsafe fn set_part<T, R: Rest<T, P>, W: Stores, P: PartSet, F>(
    guard: &Parted<T, R, W, P>,
    parts: P,
    place: *mut F,
    value: F,
    drop_rest: impl FnOnce(*mut F, P),
) {
    /// Writes even if the drop of the old value panics.
    struct Write<F>(*mut F, ManuallyDrop<F>);
    impl<F> Drop for Write<F> {
        fn drop(&mut self) {
            // SAFETY: the old value is gone; the new one is read once, here.
            unsafe { self.0.write(ManuallyDrop::take(&mut self.1)) }
        }
    }
    let gone = guard.value.gone.get() & parts;
    guard.value.gone.set(guard.value.gone.get() & !parts);
    let _write = Write(place, ManuallyDrop::new(value));
    if gone == P::NOTHING {
        // SAFETY: by contract the part is there, and it gets another value.
        unsafe { place.drop_in_place() }
    } else {
        drop_rest(place, gone);
    }
}

//! Guards: who drops what is in a slot while the machine runs.

use super::{Slot, Way};
use core::{
    cell::Cell,
    future::Future,
    mem::ManuallyDrop,
    pin::Pin,
    task::{Context, Poll},
};

impl<T> Slot<T> {
    /// Puts a value in, and gives the guard that drops it and the place where it is.
    ///
    /// # Safety
    /// Nothing points into the slot. The slot outlives the guard, and stays where it is.
    #[inline]
    pub unsafe fn put(&self, value: T) -> (Owned<T>, *mut T) {
        // SAFETY: as `set`; and there is a value now.
        unsafe {
            self.set(value);
            self.resume()
        }
    }

    /// Takes charge of a parked value again.
    ///
    /// # Safety
    /// A value is parked in the slot, and this is the only guard of it. The slot outlives the guard, and stays where
    /// it is.
    #[inline]
    pub unsafe fn resume(&self) -> (Owned<T>, *mut T) {
        (Owned(self.place()), self.place())
    }

    /// The guard alone, where nobody looks at the value.
    ///
    /// # Safety
    /// As [`resume`](Self::resume).
    #[inline]
    pub unsafe fn guard(&self) -> Owned<T> {
        Owned(self.place())
    }

    /// A guard for a value that may be there or not: `is_set` says it.
    ///
    /// # Safety
    /// If `is_set`, a value is parked in the slot, and this is the only guard of it. The slot outlives the guard, and
    /// stays where it is.
    #[inline]
    pub unsafe fn flagged(&self, is_set: bool) -> (Flagged<T>, *mut T) {
        (Flagged { place: self.place(), is_set: Cell::new(is_set) }, self.place())
    }
}

/// In charge of a value in a slot: drops it in place, unless it is taken, or parked by forgetting the guard.
#[derive(Debug)]
pub struct Owned<T>(*mut T);

impl<T> Owned<T> {
    /// Moves the value out of its slot.
    #[inline]
    pub fn take(self) -> T {
        let guard = ManuallyDrop::new(self);
        // SAFETY: the guard was in charge of a value, and is gone.
        unsafe { guard.0.read() }
    }
}

/// Leaves values where they are, for when the machine goes on: `guards` is a guard, or a tuple of some.
#[inline]
pub fn park<G>(guards: G) {
    core::mem::forget(guards);
}

/// Polls the future in a slot. It is dropped when it is ready, and stays parked when it is not.
#[inline]
pub fn poll<F: Future>(future: Owned<F>, cx: &mut Context<'_>) -> Poll<Awaited<F::Output>> {
    // SAFETY: the future is in a slot of a pinned machine, is not moved out of it, and is dropped in place.
    let poll = unsafe { Pin::new_unchecked(&mut *future.0) }.poll(cx);
    match poll {
        Poll::Ready(value) => {
            drop(future);
            Poll::Ready(Awaited(value))
        }
        Poll::Pending => {
            park(future);
            Poll::Pending
        }
    }
}

/// What a future has given.
#[derive(Debug)]
pub struct Awaited<T>(pub T);

impl<T> Awaited<T> {
    /// The value, which is a temporary where this is called, as that of an `.await` is.
    #[inline]
    pub fn get(self) -> T {
        self.0
    }
}

impl<T> Drop for Owned<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: this guard is in charge of the value, and nobody uses it after this.
        unsafe { self.0.drop_in_place() }
    }
}

/// In charge of a value that may be there or not, which is known when the code runs.
#[derive(Debug)]
pub struct Flagged<T> {
    place: *mut T,
    is_set: Cell<bool>,
}

impl<T> Flagged<T> {
    /// Leaves the value parked, and says whether there is one.
    #[inline]
    pub fn park(self) -> bool {
        ManuallyDrop::new(self).is_set.get()
    }
}

impl<T> Drop for Flagged<T> {
    #[inline]
    fn drop(&mut self) {
        if self.is_set.get() {
            // SAFETY: there is a value, this guard is in charge of it, and nobody uses it after this.
            unsafe { self.place.drop_in_place() }
        }
    }
}

/// A guard of a value that may be there or not.
pub trait MayHave {
    /// The type of the value.
    type Value;
    /// Where the value is.
    fn place(&self) -> *mut Self::Value;
    /// Says that there is a value, and all of it.
    fn set(&self);
    /// Drops the value, if there is one. From now on there is none.
    fn clear(&self);
    /// Says that there is no value, and whether there was one.
    fn forget(&self) -> bool;
}

impl<T> MayHave for Flagged<T> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.place
    }

    #[inline]
    fn set(&self) {
        self.is_set.set(true);
    }

    #[inline]
    fn clear(&self) {
        if self.is_set.replace(false) {
            // SAFETY: there was a value, and `is_set` says no more that there is.
            unsafe { self.place.drop_in_place() }
        }
    }

    #[inline]
    fn forget(&self) -> bool {
        self.is_set.replace(false)
    }
}

/// Assigns to a local that may have no value yet. An old one is dropped first.
#[inline]
pub fn fill<G: MayHave>(guard: &G, value: G::Value) -> *mut G::Value {
    /// Writes even if the drop of the old value panics.
    struct Write<'a, G: MayHave>(&'a G, ManuallyDrop<G::Value>);
    impl<G: MayHave> Drop for Write<'_, G> {
        fn drop(&mut self) {
            // SAFETY: the old value is gone; the new one is read once, here.
            unsafe { self.0.place().write(ManuallyDrop::take(&mut self.1)) };
            self.0.set();
        }
    }
    let write = Write(guard, ManuallyDrop::new(value));
    guard.clear();
    drop(write);
    guard.place()
}

/// Fills the place of a temporary and borrows it. Unlike with [`fill`], what the reference is wanted for tells what is in it:
/// whether the elements of an array become `&dyn`s, what a closure is given.
///
/// # Safety
///
/// The reference is not used for longer than the value is in its place.
#[inline]
pub unsafe fn filled<'a, T: 'a, G: MayHave<Value = T>>(guard: &G, value: T) -> &'a T {
    // SAFETY: it is there, and for long enough, says the caller.
    unsafe { &*fill(guard, value) }
}

/// The same, and it may be changed.
///
/// # Safety
///
/// As for [`filled`]; and nothing else refers to it.
#[inline]
pub unsafe fn filled_mut<'a, T: 'a, G: MayHave<Value = T>>(guard: &G, value: T) -> &'a mut T {
    // SAFETY: as above.
    unsafe { &mut *fill(guard, value) }
}

/// Where a receiver lives: in the state, if the method borrows it, and otherwise in a slot elsewhere.
#[inline]
pub fn home<'a, T, W: Way>(elsewhere: &'a Slot<T>, kept: &'a Slot<W::Kept<T>>, _: &Slot<W>) -> &'a Slot<T> {
    if W::TAKES {
        return elsewhere;
    }
    // SAFETY: what is kept of a receiver that is not taken is the receiver, so that both types are the same.
    unsafe { &*(&raw const *kept).cast::<Slot<T>>() }
}

/// Moves a local out that may be moved elsewhere too.
///
/// # Safety
/// It has a value.
#[inline]
pub unsafe fn take<G: MayHave>(guard: &G) -> G::Value {
    let was_set = guard.forget();
    debug_assert!(was_set, "a local is moved that has no value: this is a bug in manual_async");
    // SAFETY: by contract there is a value, and the guard is no longer in charge of it.
    unsafe { guard.place().read() }
}

/// Does a local still have a value that has been used, and is gone unless its type is copied?
pub const fn is_copied<T>(_: &Slot<T>) -> bool {
    !core::mem::needs_drop::<T>()
}

/// Copies a local that is named again. That it is of a type that is copied has been checked where the body stands as it
/// was written; unless what names it again does not run, which nobody can see whose code comes before types.
///
/// # Safety
/// It has a value.
#[inline]
pub unsafe fn copied<P: Pointer>(place: P) -> P::Value {
    const {
        assert!(
            !core::mem::needs_drop::<P::Value>(),
            "a local moves here, and is named again by code that does not run, since something before never returns: \
             write `unreachable!()` after that, or `return` before it"
        );
    }
    // SAFETY: by contract there is a value. There may be two now: dropping them does nothing.
    unsafe { place.pointer().read() }
}

/// A pointer. What it points to is not guessed from what somebody wants to have, who may get it by coercion.
pub trait Pointer {
    /// What it points to.
    type Value;

    /// Itself.
    fn pointer(self) -> *const Self::Value;
}

impl<T> Pointer for *const T {
    type Value = T;

    #[inline]
    fn pointer(self) -> *const T {
        self
    }
}

impl<T> Pointer for *mut T {
    type Value = T;

    #[inline]
    fn pointer(self) -> *const T {
        self
    }
}

/// Takes a local to match it, where not every pattern moves it, or to use it where it may be for the last time. If it is
/// not of a type that moves, it stays; and if nothing has to drop it, too: a unique reference may have been borrowed again
/// rather than moved, and is then named later.
///
/// # Safety
/// It has a value. If it does not move, its type is `Copy`.
#[inline]
pub unsafe fn matched<G: MayHave>(guard: &G, moves: bool) -> G::Value {
    if moves && core::mem::needs_drop::<G::Value>() {
        guard.forget();
    }
    // SAFETY: by contract there is a value, and if it moves, the guard is no longer in charge of it.
    unsafe { guard.place().read() }
}

/// What a pattern has read of a local, which is gone with it if that moves.
///
/// # Safety
/// If it moves, nothing is left of the local, and otherwise it is `Copy`.
#[inline]
pub unsafe fn bound<G: MayHave, V>(guard: &G, (moves, value): (bool, V)) -> V {
    if moves {
        guard.forget();
    }
    value
}

/// Puts a local back that a pattern has not moved.
///
/// # Safety
/// The value is what [`matched`] has read.
#[inline]
pub unsafe fn unmatched<G: MayHave>(guard: &G, value: G::Value) {
    // SAFETY: nothing has changed at the place, which has lost this value at most.
    unsafe { guard.place().write(value) }
    guard.set();
}

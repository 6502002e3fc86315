//! Storage for what a state keeps.

use core::{cell::UnsafeCell, fmt, mem::ManuallyDrop, panic::RefUnwindSafe};

use super::States;

/// Storage for one local, or for one awaited future.
///
/// Reading and writing go through shared references, because a value in one slot may point into another slot.
///
/// It is what `UnsafeCell<MaybeUninit<T>>` is, with less around the value: rustc goes through all of that for each machine inside of
/// another, and only so deep.
#[repr(C)]
pub union Slot<T> {
    vacant: (),
    value: ManuallyDrop<UnsafeCell<T>>,
}

// SAFETY: a slot is only written by the machine that owns it, which has exclusive access to itself whenever it runs.
// Through a shared reference to the machine nothing can be reached but what `T: Sync` lets one reach.
unsafe impl<T: Sync> Sync for Slot<T> {}
// SAFETY: it owns its value. (It would be `Send` without a word; so rustc says of what is not `Send` that it is in a slot,
// and not what a slot is made of.)
unsafe impl<T: Send> Send for Slot<T> {}

impl<T: RefUnwindSafe> RefUnwindSafe for Slot<T> {}

impl<T> Slot<T> {
    /// A slot with a value that is parked in it.
    #[inline]
    pub const fn new(value: T) -> Self {
        Slot { value: ManuallyDrop::new(UnsafeCell::new(value)) }
    }

    /// Says of what type the value is.
    #[inline]
    pub fn is_of(&self, _: States<T>) {}

    /// A slot with nothing in it.
    #[inline]
    pub const fn vacant() -> Self {
        Slot { vacant: () }
    }

    /// A value as if it was parked in a slot: to look at it.
    #[inline]
    pub const fn of(value: &T) -> &Self {
        // SAFETY: both have the same layout, and nobody may write to a slot into which something points.
        unsafe { &*(&raw const *value).cast() }
    }

    /// Where the value is, if there is one.
    #[inline]
    pub fn place(&self) -> *mut T {
        UnsafeCell::raw_get((&raw const *self).cast())
    }

    /// Parks a value. What was in the slot is forgotten.
    ///
    /// # Safety
    /// Nothing points into the slot.
    #[inline]
    pub unsafe fn set(&self, value: T) {
        // SAFETY: the place is valid for writes, and by contract nobody else looks at it.
        unsafe { self.place().write(value) }
    }

    /// Puts a value in that needs no drop, and gives the place where it is.
    ///
    /// # Safety
    /// As [`set`](Self::set).
    #[inline]
    pub unsafe fn write(&self, value: T) -> *mut T {
        // SAFETY: as by contract.
        unsafe { self.set(value) }
        self.place()
    }

    /// Reads a parked value.
    ///
    /// # Safety
    /// A value is parked in the slot.
    #[inline]
    pub unsafe fn get(&self) -> T
    where
        T: Copy,
    {
        // SAFETY: by contract there is a value.
        unsafe { self.place().read() }
    }

    /// Looks at a parked value.
    ///
    /// # Safety
    /// A value is parked in the slot, and nobody writes to it for as long as the reference lives.
    #[inline]
    pub(super) unsafe fn parked(&self) -> &T {
        // SAFETY: by contract there is a value, and only shared references to it.
        unsafe { &*self.place() }
    }

    /// Moves a parked value out.
    ///
    /// # Safety
    /// A value is parked in the slot; from now on there is none.
    #[inline]
    pub unsafe fn take(&self) -> T {
        // SAFETY: by contract there is a value, and nobody reads it again.
        unsafe { self.place().read() }
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot(..)")
    }
}

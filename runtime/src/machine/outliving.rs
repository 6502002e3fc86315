//! Temporaries that are dropped after locals into which they may point.

use super::{MayHave, Slot};
use core::{cell::Cell, marker::PhantomData, mem::ManuallyDrop};

impl<T> Slot<T> {
    /// A guard for a temporary that may be there or not: `is_set` says it.
    ///
    /// # Safety
    /// As [`flagged`](Self::flagged). If it points into something that is dropped before, its type has no destructor that
    /// looks there: rustc has checked it where the body stands as it was written.
    #[inline]
    pub unsafe fn outliving(&self, is_set: bool) -> (Outliving<T>, *mut T) {
        /// # Safety
        /// There is a value, which nobody uses after this.
        unsafe fn drop_value<T>(place: *mut ()) {
            // SAFETY: by contract; the place is that of a `T`.
            unsafe { place.cast::<T>().drop_in_place() }
        }
        let value = Value { place: self.place().cast(), is_set: Cell::new(is_set), drop: drop_value::<T> };
        (Outliving { value, ty: PhantomData }, self.place())
    }
}

/// In charge of a temporary that may be there or not, which is known when the code runs.
///
/// Of a [`Flagged`](super::Flagged) rustc wants that all of `T` is alive when it is dropped, since it does not know yet whether
/// `T` has a destructor. The tail of a block may be a reference into a local of the block, which before edition 2024 is
/// dropped first. So what is dropped here does not name `T`.
#[derive(Debug)]
pub struct Outliving<T> {
    value: Value,
    ty: PhantomData<*mut T>,
}

#[derive(Debug)]
struct Value {
    place: *mut (),
    is_set: Cell<bool>,
    drop: unsafe fn(*mut ()),
}

impl<T> Outliving<T> {
    /// Leaves the value parked, and says whether there is one.
    #[inline]
    pub fn park(self) -> bool {
        ManuallyDrop::new(self).value.is_set.get()
    }
}

impl Value {
    #[inline]
    fn clear(&self) {
        if self.is_set.replace(false) {
            // SAFETY: there was a value, this guard is in charge of it, and nobody uses it after this.
            unsafe { (self.drop)(self.place) }
        }
    }
}

impl Drop for Value {
    #[inline]
    fn drop(&mut self) {
        self.clear();
    }
}

impl<T> MayHave for Outliving<T> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.value.place.cast()
    }

    #[inline]
    fn set(&self) {
        self.value.is_set.set(true);
    }

    #[inline]
    fn clear(&self) {
        self.value.clear();
    }

    #[inline]
    fn forget(&self) -> bool {
        self.value.is_set.replace(false)
    }
}

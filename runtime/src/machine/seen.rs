//! What the guard of an arm sees of a value that is being matched.

use core::{fmt, mem::MaybeUninit, ptr::NonNull};

/// What a pattern would bind, while the guard of its arm is evaluated: the guard looks at it where it is.
pub struct Seen<T> {
    /// Inside the value that is matched.
    inside: Option<NonNull<T>>,
    /// A reference, or a copy, that the pattern has made.
    made: MaybeUninit<T>,
}

// SAFETY: it stands for a shared reference.
unsafe impl<T: Sync> Send for Seen<T> {}

// SAFETY: as above.
unsafe impl<T: Sync> Sync for Seen<T> {}

impl<T> Seen<T> {
    /// Nothing yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Seen { inside: None, made: MaybeUninit::uninit() }
    }

    /// Keeps what the pattern has bound, in a guard that is being evaluated.
    ///
    /// # Safety
    /// Both point to values: that which is matched, and that which is bound. Until the guard has been evaluated, the
    /// first stays where it is.
    #[inline]
    pub unsafe fn see<M: ?Sized>(&mut self, matched: *const M, bound: *const T) {
        // SAFETY: by contract there is a value.
        let size = unsafe { size_of_val(&*matched) };
        let start = matched.cast::<u8>().addr();
        if (start..start + size).contains(&bound.addr()) {
            self.inside = NonNull::new(bound.cast_mut());
        } else {
            // SAFETY: there is a value. Since it is not part of what is matched, the pattern has made it: a reference,
            // or the copy of something behind one. Such values may exist twice as long as only one is looked at.
            self.made.write(unsafe { bound.read() });
        }
    }

    /// Where it is.
    #[inline]
    pub fn place(&self) -> *const T {
        self.inside.map_or(self.made.as_ptr(), |inside| inside.as_ptr().cast_const())
    }
}

impl<T> fmt::Debug for Seen<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seen(..)")
    }
}

//! What is given away, and named again.

/// A local on the stack that is given away, and named again.
#[derive(Debug)]
pub struct Lent<T>(*const T);

/// Where it is.
#[inline]
pub fn lent<T>(place: *const T) -> Lent<T> {
    Lent(place)
}

impl<T: ?Sized> Lent<&mut T> {
    /// The exclusive reference once more: a function that wants one borrows what it is given, for no longer than the call. What comes of
    /// this lives as long as somebody wants. rustc has checked on the other copy of the body that it is gone when it has to be.
    ///
    /// # Safety
    ///
    /// The reference is not used as long as the new one is.
    #[inline]
    pub unsafe fn or<'a>(self, _: &mut T) -> &'a mut T {
        // SAFETY: by contract there is a reference, and nobody uses it meanwhile.
        unsafe { &mut **self.0.cast::<*mut T>() }
    }
}

/// Anything else that is given away.
pub trait Away {
    /// What it is.
    type Value;

    /// The value itself.
    fn or(self, value: Self::Value) -> Self::Value;
}

impl<T> Away for Lent<T> {
    type Value = T;

    #[inline]
    fn or(self, value: T) -> T {
        value
    }
}

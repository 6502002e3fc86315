//! What is read before something behind it is awaited.

use core::{fmt, mem::MaybeUninit, ptr::NonNull};

use super::{Answer, Borrows, Conclusion, Found, NotFound, Primitive, Receiver, Takes, Way};

/// The receiver of a method whose arguments are awaited: a copy, if the method takes it by value.
///
/// A method that borrows its receiver finds it where it is. `W` follows from the call, which comes later.
pub struct CopiedReceiver<T, W: Way>(W::Result<MaybeUninit<T>, ()>);

impl<T, W: Way> CopiedReceiver<T, W> {
    /// Nothing yet.
    #[inline]
    #[allow(clippy::new_without_default, reason = "it stands for a place, and not for a value")]
    pub fn new() -> Self {
        CopiedReceiver(if W::TAKES { W::result_taken(MaybeUninit::uninit()) } else { W::result_borrowed(()) })
    }

    /// Is there a copy? Not of what would have to be dropped: that is moved.
    #[inline]
    pub fn is_copied(&self) -> bool {
        W::TAKES && !core::mem::needs_drop::<T>()
    }

    /// Copies the receiver, if [`is_copied`](Self::is_copied) says so.
    ///
    /// # Safety
    ///
    /// There is a value in the place.
    #[inline]
    pub unsafe fn set(&mut self, place: *const T) {
        // SAFETY: the caller says that there is a value, which may be in a packed struct. Whether it may be used twice is up to whoever gets it.
        self.0 = W::result_taken(MaybeUninit::new(unsafe { place.read_unaligned() }));
    }

    /// The copy.
    ///
    /// # Safety
    ///
    /// It was made, and the method takes it by value: so it is `Copy`, or what it was made of is used no more.
    #[inline]
    pub unsafe fn get(&self) -> T {
        // SAFETY: it was made, as the caller says.
        W::look(&self.0, |copy| unsafe { copy.assume_init_read() }, |(): &()| super::receiver::no_value())
    }

    /// Its type.
    pub fn place(&self) -> *mut T {
        core::ptr::null_mut()
    }
}

impl<T> CopiedReceiver<T, Borrows> {
    /// Says that it is borrowed, where nothing else does.
    #[inline]
    pub fn is_borrowed(&self) {}
}

impl<T, W: Way> fmt::Debug for CopiedReceiver<T, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CopiedReceiver(..)")
    }
}

impl<T, W: Way> Receiver<T, W> {
    /// There may be a copy of it, which wants to know, too.
    #[inline]
    pub fn copied(self, _: &CopiedReceiver<T, W>) -> Self {
        self
    }
}

impl<T, W> Receiver<T, W> {
    /// Draws the conclusion for a receiver of which there may be a copy. A shared reference is always copied: what it was may be
    /// another one when the method is called.
    pub fn decide_copied<R, A, E: Answer, B, C: Way>(&self, _: R, _: A, _: E, _: B)
    where
        R: Answer<Then<C, Takes> = W>,
        (R::Then<A, NotFound>, R::Then<B, E::Then<Found, NotFound>>): Conclusion<Way = C>,
    {
    }
}

/// The left side of a comparison, before the right one is awaited.
#[derive(Debug)]
pub struct Compared<T: ?Sized>(*const T);

impl<T: ?Sized> Compared<T> {
    /// What is in the place.
    #[inline]
    pub fn of(place: *const T) -> Self {
        Compared(place)
    }
}

/// What is compared by value.
pub trait Scalar: Copy {}

impl Scalar for char {}
impl<T: ?Sized> Scalar for *const T {}
impl<T: ?Sized> Scalar for *mut T {}
impl<T: Primitive + Copy> Scalar for T {}

impl<T: Scalar> Compared<T> {
    /// As it is now.
    ///
    /// # Safety
    ///
    /// There is a value in the place.
    #[inline]
    pub unsafe fn kept(self) -> Copied<T> {
        // SAFETY: there is a value, as the caller says, which may be in a packed struct.
        Copied(unsafe { self.0.read_unaligned() })
    }
}

/// Anything else is compared where it is.
pub trait InPlace {
    /// What is there may be anything.
    type Value: ?Sized;

    /// Where it is.
    ///
    /// # Safety
    ///
    /// The value stays there until it has been compared.
    unsafe fn kept(self) -> Pointed<Self::Value>;
}

impl<T: ?Sized> InPlace for Compared<T> {
    type Value = T;

    #[inline]
    unsafe fn kept(self) -> Pointed<T> {
        // SAFETY: the pointer comes from a reference to what stays there.
        Pointed(unsafe { NonNull::new_unchecked(self.0.cast_mut()) })
    }
}

/// A number, as it was.
#[derive(Debug)]
pub struct Copied<T>(T);

/// Where something is.
#[derive(Debug)]
pub struct Pointed<T: ?Sized>(NonNull<T>);

// SAFETY: it stands for a shared reference.
unsafe impl<T: ?Sized + Sync> Send for Pointed<T> {}

// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for Pointed<T> {}

/// The left side of a comparison, while the right one is awaited.
pub trait Kept {
    /// Its type.
    type Value: ?Sized;

    /// Where it is.
    fn place(&self) -> *const Self::Value;
}

impl<T> Kept for Copied<T> {
    type Value = T;

    #[inline]
    fn place(&self) -> *const T {
        &raw const self.0
    }
}

impl<T: ?Sized> Kept for Pointed<T> {
    type Value = T;

    #[inline]
    fn place(&self) -> *const T {
        self.0.as_ptr()
    }
}

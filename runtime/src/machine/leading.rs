//! Exclusive references that closures capture. A method that is called on one is given what it leads to, and not the reference: so
//! the closure borrows that, and can be called again.

use core::{fmt, marker::PhantomData, mem};

use super::{Answer, Borrows, Conclusion, Found, Held, NotFound, Receiver, Takes, Told, Way, receiver::no_value};

/// What a local is, as far as closures are concerned: [`Exclusive`], or [`Ordinary`].
pub trait Captured: sealed::Sealed {
    /// [`Takes`] if it is an exclusive reference.
    type Leads: Way;
    /// Where it leads. Nothing but the closure uses it from now on, but it is copied where nothing runs.
    type Lead: Copy;
    /// What the reference leads to.
    fn lead<T>(reference: T) -> Self::Lead;
}

mod sealed {
    /// Whether a pointer may stand for a value follows from it.
    pub trait Sealed {}
    impl<T: ?Sized> Sealed for super::Exclusive<T> {}
    impl Sealed for super::Ordinary {}
}

/// An exclusive reference.
#[derive(Debug)]
pub struct Exclusive<T: ?Sized>(PhantomData<fn() -> *mut T>);

/// Anything else.
#[derive(Debug)]
pub struct Ordinary;

impl<T: ?Sized> Captured for Exclusive<T> {
    type Leads = Takes;
    type Lead = Lead<T>;
    #[inline]
    fn lead<R>(reference: R) -> Lead<T> {
        const { assert!(size_of::<R>() == size_of::<Lead<T>>(), "this is a bug in manual_async: it is no reference") };
        // SAFETY: `R` is `&mut T`, as only `leads` makes this type, and a pointer is laid out like a reference.
        unsafe { mem::transmute_copy(&mem::ManuallyDrop::new(reference)) }
    }
}

impl Captured for Ordinary {
    type Leads = Borrows;
    type Lead = ();
    fn lead<R>(_: R) {
        no_value()
    }
}

/// An exclusive reference, as a pointer.
#[repr(transparent)]
pub struct Lead<T: ?Sized>(*mut T);

impl<T: ?Sized> Clone for Lead<T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Lead<T> {}

impl<T: ?Sized> fmt::Debug for Lead<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lead(..)")
    }
}

// SAFETY: it stands for an exclusive reference, as rustc has checked in a copy of the closure.
unsafe impl<T: ?Sized + Send> Send for Lead<T> {}

// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for Lead<T> {}

/// Whether what is captured leads to what the closure uses, and what it is.
#[derive(Debug)]
pub struct Leading<L, K>(PhantomData<fn() -> (L, K)>);

impl<L, K> Clone for Leading<L, K> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<L, K> Copy for Leading<L, K> {}

impl<L, K> Leading<L, K> {
    /// If all calls say so.
    #[inline]
    pub fn of(_: Told<L>, _: Told<K>) -> Self {
        Leading(PhantomData)
    }
}

impl Leading<Borrows, Ordinary> {
    /// It is used as any other value.
    #[inline]
    pub fn nowhere() -> Self {
        Leading(PhantomData)
    }
}

impl<K: Captured> Told<K> {
    /// Is it an exclusive reference?
    pub fn leads(self) -> Told<K::Leads> {
        Told::new()
    }
}

impl<T: ?Sized, W: Way, All: Way, L: Way, K: Captured> Held<&mut T, W, All, L, K> {
    /// It is an exclusive reference.
    pub fn kind(&self) -> Told<Exclusive<T>> {
        Told::new()
    }

    /// What patterns bind leads into what the reference leads to, and leaves the reference where it is.
    pub fn moved<M>(&self, _: Told<M>) -> Told<Borrows> {
        Told::new()
    }
}

/// What holds of anything else: methods of a type are found before those of a trait.
pub trait NotExclusive {
    /// It is none.
    fn kind(&self) -> Told<Ordinary> {
        Told::new()
    }

    /// What patterns bind is moved out of it, if that moves.
    fn moved<M>(&self, moved: Told<M>) -> Told<M> {
        moved
    }
}

impl<T, W: Way, All: Way, L: Way, K: Captured> NotExclusive for Held<T, W, All, L, K> {}

impl<T, W> Receiver<T, W> {
    /// Draws the conclusion for what a closure captures, and nothing else in it names. An exclusive reference is not taken: what
    /// it leads to is borrowed, unless the method wants to change the reference itself.
    pub fn decide_held<R: Answer, A: Answer, E: Answer, B, K: Captured, L, C: Way>(
        &self,
        _: R,
        _: A,
        _: E,
        _: B,
        _: Told<K>,
        _: Told<L>,
    ) where
        (A, R::Then<B, E::Then<Found, NotFound>>): Conclusion<Way = C>,
        <K::Leads as Way>::Not: Way<And<C> = W>,
        A::Then<C, Takes>: Way,
        K::Leads: Way<And<A::Then<C, Takes>> = L>,
    {
    }
}

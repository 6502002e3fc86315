//! How a method takes its receiver, as a type: what rustc has answered.

use core::marker::PhantomData;

use super::{Never, Slot, Stores, never, receiver::no_value};

/// How a method takes its receiver: [`Takes`] or [`Borrows`], and nothing else.
pub trait Way: Copy + Stores + sealed::Sealed {
    /// By value.
    const TAKES: bool;
    /// `()` where it takes its receiver, and otherwise [`Never`].
    type Taken;
    /// `()` where it borrows its receiver, and otherwise [`Never`].
    type Borrowed;
    /// Stands in front of code for a method that takes its receiver.
    fn taken() -> Self::Taken;
    /// Stands in front of code for a method that borrows its receiver.
    fn borrowed() -> Self::Borrowed;
    /// `()` where it takes its receiver, and otherwise `T`: what is left in the receiver's place.
    type Kept<T>;
    /// The first where it takes its receiver, and otherwise the second.
    type Result<T, B>;
    /// [`Takes`] if this is so, and otherwise what the other is.
    type Or<Other: Way>: Way;
    /// [`Borrows`] if this is so, and otherwise what the other is.
    type And<Other: Way>: Way;
    /// The other one of the two.
    type Not: Way;
    /// Looks at a result.
    fn look<T, B, R>(value: &Self::Result<T, B>, taken: fn(&T) -> R, borrowed: fn(&B) -> R) -> R;
    /// The result of the code for a method that takes its receiver, where nothing else is reached.
    fn taken_of<T, B>(value: Self::Result<T, B>) -> T;
    /// The result of the code for a method that borrows its receiver, where nothing else is reached.
    fn borrowed_of<T, B>(value: Self::Result<T, B>) -> B;
    /// The result of the code for a method that takes its receiver.
    fn result_taken<T, B>(value: T) -> Self::Result<T, B>;
    /// The result of the code for a method that borrows its receiver.
    fn result_borrowed<T, B>(value: B) -> Self::Result<T, B>;
}

pub(super) mod sealed {
    /// What is kept in a slot follows from it, so that nobody else may say what that is.
    pub trait Sealed {}
    impl Sealed for super::Takes {}
    impl Sealed for super::Borrows {}
}

/// By value.
#[derive(Clone, Copy, Debug)]
pub struct Takes;

/// By reference.
#[derive(Clone, Copy, Debug)]
pub struct Borrows;

impl Way for Takes {
    const TAKES: bool = true;
    type Taken = ();
    type Borrowed = Never;
    #[inline]
    fn taken() {}
    fn borrowed() -> Never {
        never()
    }
    type Kept<T> = ();
    type Result<T, B> = T;
    #[inline]
    fn look<T, B, R>(value: &T, taken: fn(&T) -> R, _: fn(&B) -> R) -> R {
        taken(value)
    }
    #[inline]
    fn taken_of<T, B>(value: T) -> T {
        value
    }
    fn borrowed_of<T, B>(_: T) -> B {
        no_value()
    }
    type Or<Other: Way> = Takes;
    type And<Other: Way> = Other;
    type Not = Borrows;
    #[inline]
    fn result_taken<T, B>(value: T) -> T {
        value
    }
    fn result_borrowed<T, B>(_: B) -> T {
        no_value()
    }
}

impl Way for Borrows {
    const TAKES: bool = false;
    type Taken = Never;
    type Borrowed = ();
    fn taken() -> Never {
        never()
    }
    #[inline]
    fn borrowed() {}
    type Kept<T> = T;
    type Result<T, B> = B;
    #[inline]
    fn look<T, B, R>(value: &B, _: fn(&T) -> R, borrowed: fn(&B) -> R) -> R {
        borrowed(value)
    }
    fn taken_of<T, B>(_: B) -> T {
        no_value()
    }
    #[inline]
    fn borrowed_of<T, B>(value: B) -> B {
        value
    }
    type Or<Other: Way> = Other;
    type And<Other: Way> = Borrows;
    type Not = Takes;
    fn result_taken<T, B>(_: T) -> B {
        no_value()
    }
    #[inline]
    fn result_borrowed<T, B>(value: B) -> B {
        value
    }
}

/// What rustc says about a receiver, where that matters elsewhere.
#[derive(Debug)]
pub struct Told<W>(PhantomData<fn() -> W>);

impl<W> Clone for Told<W> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<W> Copy for Told<W> {}

impl<W> Told<W> {
    /// About one that is asked about later.
    #[allow(clippy::new_without_default, reason = "it stands for an answer, and not for a value")]
    #[inline]
    pub fn new() -> Self {
        Told(PhantomData)
    }
}

/// What is taken if the one is or the other.
#[inline]
pub fn either<A: Way, B: Way>(_: Told<A>, _: Told<B>) -> Told<A::Or<B>> {
    Told(PhantomData)
}

/// What is taken if both are.
#[inline]
pub fn both<A: Way, B: Way>(_: Told<A>, _: Told<B>) -> Told<A::And<B>> {
    Told(PhantomData)
}

/// What is taken if the one is, and the other is not.
#[inline]
pub fn unless<A: Way, B: Way>(_: Told<A>, _: Told<B>) -> Told<<B::Not as Way>::And<A>> {
    Told(PhantomData)
}

impl Told<Borrows> {
    /// Says that it is borrowed, where nothing else does.
    #[inline]
    pub fn is_borrowed(self) {}
}

impl<W> Told<W> {
    /// This is the answer.
    #[inline]
    pub fn is(self, _: Told<W>) {}
}

impl<W: Way> Told<W> {
    /// Is it taken?
    #[inline]
    pub fn takes(self) -> bool {
        W::TAKES
    }

    /// The code that follows is reached only if it is taken.
    #[inline]
    pub fn taken(self) -> W::Taken {
        W::taken()
    }

    /// The code that follows is reached only if it is borrowed.
    #[inline]
    pub fn borrowed(self) -> W::Borrowed {
        W::borrowed()
    }
}

/// The results of two pieces of code that differ in type: each closure has a type of its own.
#[derive(Debug)]
pub struct Results<W, T, B>(pub(super) PhantomData<fn() -> W>, pub(super) PhantomData<fn() -> (T, B)>);

impl<W: Way, T, B> Results<W, T, B> {
    /// The result of the code for a method that takes its receiver.
    #[inline]
    pub fn taken(&self, value: T) -> W::Result<T, B> {
        W::result_taken(value)
    }

    /// The result of the code for a method that borrows its receiver.
    #[inline]
    pub fn borrowed(&self, value: B) -> W::Result<T, B> {
        W::result_borrowed(value)
    }

    /// One of the first, where nothing runs.
    pub fn of_taken(&self) -> T {
        no_value()
    }

    /// One of the second, where nothing runs.
    pub fn of_borrowed(&self) -> B {
        no_value()
    }
}

/// Does a value stay in its place when a method is called on it?
#[inline]
pub fn is_kept<W: Way>(_: &Slot<W>) -> bool {
    !W::TAKES
}

/// Of what is not used any more: if it is copied, it need not be kept, as if a method had taken it.
pub fn idle<C: Way<Not = W>, W: Way>(_: &Slot<W>, _moves: Told<C>) {}

/// Says of a method that it borrows its receiver, where nothing else does.
#[inline]
pub fn borrowed(_: &Slot<Borrows>) {}

//! Of what is in a `Box`, a method may take the value, as in `job.finish()`: nothing else that dereferences lets one move out.
//!
//! So, where the method was not found on the receiver itself, it is called on what that dereferences to, if this has a size
//! and is not copied. Beside that of the user stands one that takes any `T`: it is found before whatever only borrows.

use core::{marker::PhantomData, ops::Deref};

use super::{Answer, Found, NotFound, Receiver, Told, Way, receiver::no_value};

/// What a receiver dereferences to.
#[derive(Debug)]
pub struct Content<U>(PhantomData<fn() -> U>);

impl<T: Deref, W> Receiver<T, W>
where
    T::Target: Sized,
{
    /// What it dereferences to.
    pub fn content(&self) -> Content<T::Target> {
        Content::new()
    }
}

impl<T, W> Receiver<T, W> {
    /// Draws the conclusion from how the method takes what this points to, and from whether that moves: what is copied leaves this where
    /// it is.
    pub fn decide_content<U, C, M: Way>(&self, _: &Receiver<U, C>, _: Told<M>)
    where
        C: Way<And<M> = W>,
    {
    }
}

impl<U> Content<U> {
    pub(super) fn new() -> Self {
        Content(PhantomData)
    }

    /// As what a method is called on, in `(*x).m()`.
    pub fn receiver<W>(&self) -> Receiver<U, W> {
        Receiver::of(core::ptr::null_mut())
    }

    /// Nothing, if the method was found elsewhere.
    pub fn unless<A: Answer>(&self, _: &A) -> Content<A::Then<U, ()>> {
        Content::new()
    }
}

impl<U: Copy> Content<U> {
    /// It is not asked about where it is copied: what holds it stays.
    pub fn value<O>(&self, other: O) -> O {
        other
    }
}

/// What is not copied: methods of a type are found before those of a trait.
pub trait Movable {
    /// What it is.
    type Value;

    /// For the last question.
    fn value<O>(&self, _: O) -> Self::Value {
        no_value()
    }
}

impl<U> Movable for Content<U> {
    type Value = U;
}

impl Found {
    /// It was found: nothing else counts.
    pub fn or<B>(&self, _: B) -> Found {
        Found
    }
}

impl NotFound {
    /// Or it was found there.
    pub fn or<B>(&self, there: B) -> B {
        there
    }
}

//! Does a method take its receiver by value, or does it borrow it?
//!
//! A macro sees `x.m()`, and not the type of `x`. rustc sees it, so generated code asks rustc: it calls `m` on things of
//! known shape, in code that never runs, and looks at which `m` was found. Beside that of the user stands one that
//! generated code has brought along, in a trait of its own, and that returns [`Asked`]. A method is looked up on the
//! receiver's type, then on references to it, then on what it dereferences to. So:
//!
//! 1. Called on a `&T`, the user's `m(&self)` is found first, then ours for `&T`, then whatever else there is.
//! 2. If it was not, called on a `T`: first the user's `m(self)`, then ours for `&T`, then the user's `m(&mut self)`, then
//!    what `T` dereferences to.
//! 3. If it still was not, it may be a method that moves what is in a `Box`: see [`Content`].
//!
//! Where `T` is a shared reference, the first call is on that itself: the user's `m(&self)` of what it refers to is found
//! first, then ours, which wants a reference to it, be it to a slice. On a `&T` there would be ours and what the user has for
//! references, both at once; where a trait's function calls one of its own name, this is asked before. The second call is on a `&mut T`: first the user's `m(&mut self)`, then what the
//! user has for `&mut T` itself, then ours, which wants a reference to that. What is not borrowed is then taken, which is to
//! say copied.
//!
//! What was found shows in the type of the result: it is that of the user's call, or another.
//!
//! From the answer, as a type, follows which of two pieces of code can run. The other cannot be reached, which rustc knows
//! from the type of a call that never returns; so it does not mind that the other would move out of a place behind a
//! pointer, or borrow a value that is gone too soon.

use core::{marker::PhantomData, mem::needs_drop, ops::Deref};

use super::{Answer, Conclusion, Content, Found, NotFound, Results, Slot, Told, Way};

/// A value of any type, where nothing runs.
pub(super) fn no_value<T>() -> T {
    unreachable!("this is a bug in manual_async: a question to the compiler was executed")
}

/// A receiver of type `T`, and how the method takes it.
#[derive(Debug)]
pub struct Receiver<T, W>(PhantomData<fn() -> (T, W)>);

impl<T, W> Receiver<T, W> {
    /// The receiver in a place.
    #[inline]
    pub fn of(_: *mut T) -> Self {
        Receiver(PhantomData)
    }

    /// Whether the place still holds a value afterwards is what the slot stands for, see [`is_kept`](super::is_kept).
    #[inline]
    pub fn kept(self, _: &Slot<W>) -> Self {
        self
    }

    /// Elsewhere one wants to know it, too.
    #[inline]
    pub fn told(self, _: Told<W>) -> Self {
        self
    }

    /// For [`Question`](super::Question)s, which are never asked where code runs.
    pub fn value(&self) -> T {
        no_value()
    }

    /// For the first question. A shared reference is asked about as it is.
    pub fn shared<'a, R: Answer>(&self, _: R) -> R::Then<&'a T, T> {
        no_value()
    }

    /// For a question before the first, of a shared reference that may have the method itself: it is asked about as the value of
    /// another type would be, and ours wants a reference to a reference to it.
    pub fn itself<'a, R: Answer, O>(&self, _: R, _: O) -> R::Then<O, &'a T> {
        no_value()
    }

    /// For the first question, if that left it open.
    pub fn shared_unless<'a, R: Answer, I: Answer, O>(&self, _: R, _: &I, _: O) -> I::Then<R::Then<&'a T, T>, O> {
        no_value()
    }

    /// For the second question of a shared reference, if the first left it open.
    pub fn exclusive<'a, R: Answer, A: Answer, O>(&self, _: R, _: &A, _: O) -> R::Then<O, A::Then<&'a mut T, O>> {
        no_value()
    }

    /// For the second question, if the first left it open.
    ///
    /// Of a shared reference it is not asked, where nobody could tell a method of the user's from ours.
    pub fn owned<R: Answer, A: Answer, O>(&self, _: R, _: &A, _: O) -> R::Then<A::Then<T, O>, O> {
        no_value()
    }

    /// Draws the conclusion from one answer: found is taken.
    pub fn decide_by<A>(&self, _: A)
    where
        (NotFound, A): Conclusion<Way = W>,
    {
    }

    /// Draws the conclusion for a value of which a closure moves fields: all of it is taken if it dereferences, or if it has a
    /// destructor of its own, so that nothing moves out of it.
    pub fn decide_whole<A, O: Way, M: Way, C>(&self, _: A, _opens: Told<O>, _moves: Told<M>)
    where
        (NotFound, A): Conclusion<Way = C>,
        O::Not: Way<And<M>: Way>,
        C: Way<Or<<O::Not as Way>::And<M>> = W>,
    {
    }

    /// What it points to is used by value, and moves, so that it is taken, or is copied. What can itself be copied is taken as well,
    /// rather than kept.
    pub fn decide_deref<C: Way<Or<I::Not> = W>, I: Way>(&self, _content: Told<C>, _itself: Told<I>) {}

    /// Draws the conclusion. A shared reference that is not borrowed is taken rather than kept: it is copied.
    pub fn decide<R: Answer, A, E: Answer, B>(&self, _: R, _: A, _: E, _: B)
    where
        (R::Then<A, NotFound>, R::Then<B, E::Then<Found, NotFound>>): Conclusion<Way = W>,
    {
    }

    /// Draws the conclusion for a field that a closure captures. If something dereferences on the way to it, which `D` says, it stays
    /// where it is.
    pub fn decide_field<R: Answer, A, E: Answer, B, D: Way, C: Way>(&self, _: R, _: A, _: E, _: B, _: Told<D>)
    where
        (R::Then<A, NotFound>, R::Then<B, E::Then<Found, NotFound>>): Conclusion<Way = C>,
        D::Not: Way<And<C> = W>,
    {
    }
}

impl<T, W: Way> Receiver<T, W> {
    /// Does the method take it by value?
    #[inline]
    pub fn takes(&self) -> bool {
        W::TAKES
    }

    /// Makes one result of two, of which there is only one.
    #[inline]
    pub fn results<A, B>(&self) -> Results<W, A, B> {
        Results(PhantomData, PhantomData)
    }

    /// The code that follows is reached only if the method takes its receiver.
    #[inline]
    pub fn taken(&self) -> W::Taken {
        W::taken()
    }

    /// The code that follows is reached only if the method borrows its receiver.
    #[inline]
    pub fn borrowed(&self) -> W::Borrowed {
        W::borrowed()
    }
}

impl<T: ?Sized, W> Receiver<&T, W> {
    /// It is a reference that can be copied.
    pub fn refers(&self) -> Found {
        Found
    }
}

/// A value of which a closure that moves names fields: taken, if it dereferences.
impl<T: Deref, W> Receiver<T, W> {
    /// It does.
    pub fn dereferences(&self) -> Found {
        Found
    }
}

impl<T: ?Sized, W> Receiver<&T, W> {
    /// It is a reference: nothing moves out of what it leads to.
    pub fn is_reference(&self) -> Found {
        Found
    }
}

impl<T: ?Sized, W> Receiver<&mut T, W> {
    /// It is a reference: nothing moves out of what it leads to.
    pub fn is_reference(&self) -> Found {
        Found
    }
}

/// The answer if it does not: methods of a type are found before those of a trait.
pub trait Itself {
    /// It does not.
    fn dereferences(&self) -> NotFound {
        NotFound
    }

    /// It is none.
    fn is_reference(&self) -> NotFound {
        NotFound
    }

    /// It is no reference that can be copied.
    fn refers(&self) -> NotFound {
        NotFound
    }

    /// There is nothing in it that could be moved.
    fn content(&self) -> Content<()> {
        Content::new()
    }
}

impl<T, W> Itself for Receiver<T, W> {}

impl<T, W> Receiver<T, W> {
    /// As much of it as a closure takes.
    #[inline]
    pub fn parts<Named>(&self) -> CapturedParts<T, Named, W> {
        CapturedParts(PhantomData)
    }
}

/// How much a closure takes of a value of which it names fields.
#[derive(Debug)]
pub struct CapturedParts<Whole, Named, W>(PhantomData<fn(Whole, Named) -> W>);

impl<Whole, Named, W: Way> CapturedParts<Whole, Named, W> {
    /// A closure that names the same. It is never called.
    pub fn named_in(&self, _: &Named) {}

    /// If the value is taken, the closure takes all of it.
    #[inline]
    pub fn are_all_of_it(self) {
        const {
            assert!(
                !W::TAKES || size_of::<Whole>() == size_of::<Named>() && needs_drop::<Whole>() == needs_drop::<Named>(),
                "this `move` closure or block names a field of a value that has fields of its own and dereferences to \
                 something else. Write `let part = value.part;` before it, and `part` in it"
            );
        }
    }
}

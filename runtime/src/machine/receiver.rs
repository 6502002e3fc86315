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
//!
//! Where `T` is a shared reference, the second call is on a `&mut T` instead: first the user's `m(&mut self)`, then ours.
//! What is not borrowed is then taken, which is to say copied.
//!
//! What was found shows in the type of the result: it is that of the user's call, or another.
//!
//! From the answer, as a type, follows which of two pieces of code can run. The other cannot be reached, which rustc knows
//! from the type of a call that never returns; so it does not mind that the other would move out of a place behind a
//! pointer, or borrow a value that is gone too soon.

use core::{marker::PhantomData, ops::Deref};

use super::{Never, Slot, never};

/// How a method takes its receiver: [`Takes`] or [`Borrows`], and nothing else.
pub trait Way: Copy + sealed::Sealed {
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
    /// Which parts of a value are gone, and nothing if none ever is.
    type Gone: Copy;
    /// To be stored.
    fn store(gone: u8) -> Self::Gone;
    /// What was stored.
    fn stored(gone: Self::Gone) -> u8;
    /// Looks at a result.
    fn look<T, B, R>(value: &Self::Result<T, B>, taken: fn(&T) -> R, borrowed: fn(&B) -> R) -> R;
    /// The result of the code for a method that takes its receiver, where nothing else is reached.
    fn taken_of<T, B>(value: Self::Result<T, B>) -> T;
    /// The result of the code for a method that takes its receiver.
    fn result_taken<T, B>(value: T) -> Self::Result<T, B>;
    /// The result of the code for a method that borrows its receiver.
    fn result_borrowed<T, B>(value: B) -> Self::Result<T, B>;
}

mod sealed {
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
    type Or<Other: Way> = Takes;
    type Gone = u8;
    #[inline]
    fn store(gone: u8) -> u8 {
        gone
    }
    #[inline]
    fn stored(gone: u8) -> u8 {
        gone
    }
    #[inline]
    fn result_taken<T, B>(value: T) -> T {
        value
    }
    fn result_borrowed<T, B>(_: B) -> T {
        nothing()
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
        nothing()
    }
    type Or<Other: Way> = Other;
    type Gone = ();
    #[inline]
    fn store(_: u8) {}
    #[inline]
    fn stored((): ()) -> u8 {
        0
    }
    fn result_taken<T, B>(_: T) -> B {
        nothing()
    }
    #[inline]
    fn result_borrowed<T, B>(value: B) -> B {
        value
    }
}

/// A value of any type, where nothing runs.
fn nothing<T>() -> T {
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

    /// Whether the place still holds a value afterwards is what the slot stands for, see [`is_kept`].
    #[inline]
    pub fn kept(self, _: &Slot<W>) -> Self {
        self
    }

    /// Elsewhere one wants to know it, too.
    #[inline]
    pub fn told(self, _: Told<W>) -> Self {
        self
    }

    /// For [`Question`]s, which are never asked where code runs.
    pub fn value(&self) -> T {
        nothing()
    }

    /// For the first question.
    pub fn shared<'a>(&self) -> &'a T {
        nothing()
    }

    /// For the second question of a shared reference, if the first left it open.
    pub fn exclusive<'a, R: Answer, A: Answer, O>(&self, _: R, _: &A, _: O) -> R::Then<O, A::Then<&'a mut T, O>> {
        nothing()
    }

    /// For the second question, if the first left it open.
    ///
    /// Of a shared reference it is not asked, where nobody could tell a method of the user's from ours.
    pub fn owned<R: Answer, A: Answer, O>(&self, _: R, _: &A, _: O) -> R::Then<A::Then<T, O>, O> {
        nothing()
    }

    /// Draws the conclusion from one answer: found is taken.
    pub fn decide_by<A>(&self, _: A)
    where
        (NotFound, A): Conclusion<Way = W>,
    {
    }

    /// Draws the conclusion. A shared reference that is not borrowed is taken rather than kept: it is copied.
    pub fn decide<R: Answer, A, E: Answer, B>(&self, _: R, _: A, _: E, _: B)
    where
        (A, R::Then<B, E::Then<Found, NotFound>>): Conclusion<Way = W>,
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

/// The answer if it does not: methods of a type are found before those of a trait.
pub trait Itself {
    /// It does not.
    fn dereferences(&self) -> NotFound {
        NotFound
    }

    /// It is no reference that can be copied.
    fn refers(&self) -> NotFound {
        NotFound
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
                !W::TAKES || size_of::<Whole>() == size_of::<Named>(),
                "this `move` closure or block names a field of a value that has fields of its own and dereferences to \
                 something else. Write `let part = value.part;` before it, and `part` in it"
            );
        }
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

impl Told<Borrows> {
    /// Says that it is borrowed, where nothing else does.
    #[inline]
    pub fn is_borrowed(self) {}
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
pub struct Results<W, T, B>(PhantomData<fn() -> W>, PhantomData<fn() -> (T, B)>);

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
}

/// Does a value stay in its place when a method is called on it?
#[inline]
pub fn is_kept<W: Way>(_: &Slot<W>) -> bool {
    !W::TAKES
}

/// Says of a method that it borrows its receiver, where nothing else does.
#[inline]
pub fn borrowed(_: &Slot<Borrows>) {}

/// Stands for a value of a type, where nothing runs.
#[derive(Debug)]
pub struct Note<T>(PhantomData<fn() -> T>);

impl<T> Note<T> {
    /// Of a type that is not known yet.
    #[allow(clippy::new_without_default, reason = "it stands for any type, not only for those with a default")]
    pub fn new() -> Self {
        Note(PhantomData)
    }

    /// A value of the type.
    pub fn get(&self) -> T {
        nothing()
    }

    /// This is a value of the type.
    pub fn is(&self, _: T) {}

    /// So is what this refers to.
    pub fn like(&self, _: &T) {}

    /// So is this, which is passed on.
    pub fn pass(&self, value: T) -> T {
        value
    }
}

impl<R> Note<R> {
    /// A function from the noted types to this one: it stands for a closure.
    pub fn function<I: Inputs>(&self, _: I) -> I::Function<R> {
        nothing()
    }
}

/// The types of what a closure is given.
pub trait Inputs {
    /// A function that returns `R`.
    type Function<R>;
}

macro_rules! inputs {
    ($($($input:ident)*;)*) => {$(
        impl<$($input),*> Inputs for ($(&Note<$input>,)*) {
            type Function<R> = fn($($input),*) -> R;
        }
    )*};
}

inputs! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

/// What generated code's own methods return.
#[derive(Debug)]
pub struct Asked;

/// The type of the user's call, and that of a call which may have found another method.
#[derive(Debug)]
pub struct Question<A, B>(PhantomData<fn() -> (A, B)>);

/// Did a call find the method that the user's call finds?
pub fn question<A, B>(_: &Note<A>, _: B) -> Question<A, B> {
    Question(PhantomData)
}

impl<A> Question<A, A> {
    /// It did.
    pub fn answer(&self) -> Found {
        Found
    }
}

/// The answer if the types differ: methods of a type are found before those of a trait.
pub trait Otherwise {
    /// It did not.
    fn answer(&self) -> NotFound {
        NotFound
    }
}

impl<A, B> Otherwise for Question<A, B> {}

/// Notes the type of a value.
pub fn note<T>(_: T) -> Note<T> {
    Note(PhantomData)
}

/// `m` was found.
#[derive(Debug)]
pub struct Found;

/// `m` was not found.
#[derive(Debug)]
pub struct NotFound;

/// What to ask next.
pub trait Answer {
    /// `Next` as long as the method was not found, then `Other`.
    type Then<Next, Other>;
}

impl Answer for Found {
    type Then<Next, Other> = Other;
}

impl Answer for NotFound {
    type Then<Next, Other> = Next;
}

/// What follows from two answers.
pub trait Conclusion {
    /// How the method takes its receiver.
    type Way: Way;
}

impl Conclusion for (NotFound, Found) {
    type Way = Takes;
}

/// It borrows the receiver exclusively, or what the receiver dereferences to.
impl Conclusion for (NotFound, NotFound) {
    type Way = Borrows;
}

impl<B> Conclusion for (Found, B) {
    type Way = Borrows;
}

//! Questions to rustc: types are noted, compared, and lead to the next question.

use core::{future::Ready, marker::PhantomData};

use super::{Borrows, Takes, Way, receiver::no_value};

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
        no_value()
    }

    /// This is a value of the type.
    pub fn is(&self, _: T) {}

    /// So is what this refers to.
    pub fn like(&self, _: &T) {}

    /// So is what this future is ready with.
    pub fn output_of(&self, _: &impl Future<Output = T>) {}

    /// So is this, which is passed on.
    pub fn pass(&self, value: T) -> T {
        value
    }
}

/// A value that extends its temporaries if it is one of a tuple struct or variant, and that is one if there is such a pattern.
#[inline]
pub fn constructed<T>(value: T, _: impl FnOnce(&T) -> bool) -> T {
    value
}

/// The value that `S { .., ..value }` takes what is left from: it is of the type of the whole.
#[inline]
pub fn updated_by<T>(_: impl FnOnce() -> T, value: T) -> T {
    value
}

impl<R> Note<R> {
    /// A function from the noted types to this one: it stands for a closure.
    pub fn function<I: Inputs>(&self, _: I) -> I::Function<R> {
        no_value()
    }

    /// The same for an `async` closure.
    pub fn async_function<I: Inputs>(&self, _: I) -> I::Function<Ready<R>> {
        no_value()
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

/// A type that a call leaves to be inferred, `call::<_>()`. Where the call has found a method of generated code's own, nothing
/// tells what it is; so there is only one.
pub trait Infers<T> {}

impl Infers<()> for Asked {}

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

/// What two closures return that are written alike.
#[derive(Debug)]
pub struct Alike<A, B>(PhantomData<fn() -> (A, B)>);

/// Futures of blocks are never of one type, but what they are ready with may be.
pub fn alike<A, B>(_: &Note<A>, _: B) -> Alike<A, B> {
    Alike(PhantomData)
}

impl<A: Future, B: Future<Output = A::Output>> Alike<A, B> {
    /// Both are futures.
    pub fn outputs(&self) {}
}

/// They are no futures, or not ready with the same: methods of a type are found before those of a trait.
pub trait Unlike {
    /// Nothing follows.
    fn outputs(&self) {}
}

impl<A, B> Unlike for Alike<A, B> {}

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

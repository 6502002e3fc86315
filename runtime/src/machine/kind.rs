//! Of what type a state is, and the lifetimes of what it is made of: for rustc's eyes, nothing of it is left in the program.

use super::{ByState, Native, State};
use core::marker::PhantomData;

/// Of what type the state of a machine is.
///
/// The closures that make up a machine find it in code that rustc reads for its types alone: `States { state: PhantomData,
/// ..states }` is of the type of `states`, takes nothing of it, and so captures nothing. What borrows is not looked at there,
/// so that no lifetime goes with the type: in each closure rustc finds them anew. For otherwise the future of a function
/// could keep only what lives as long as some lifetime of the signature, and a reference to what is its own does not.
#[derive(Debug)]
pub struct States<S> {
    /// A state.
    pub state: PhantomData<fn() -> S>,
}

impl<S> States<S> {
    /// That of the first state.
    #[inline]
    pub fn of(_: &S) -> Self {
        States { state: PhantomData }
    }
}

/// The type of a local, where the body is checked: [`States`] of it take that to the machine, and no lifetime.
#[inline]
pub const fn type_of<T>(_: &T) -> PhantomData<fn() -> T> {
    PhantomData
}

/// A value, where the body is checked, that becomes what is wanted where it stands: of that type it is in the machine, too.
#[inline]
pub fn told<T>(_: States<T>, value: T) -> T {
    value
}

/// What the pattern of an arm has bound, with lifetimes of its own: should the guard fail, it is not borrowed any more, which rustc
/// does not see of what is kept in a slot.
///
/// # Safety
/// The types differ in lifetimes alone, and rustc has checked these where the body stands as it was written.
#[inline]
pub unsafe fn with_its_lifetimes<A, B>(value: A, _: States<B>) -> B {
    const { assert!(size_of::<A>() == size_of::<B>()) }
    // SAFETY: by contract it is the same type.
    unsafe { core::mem::transmute_copy(&core::mem::ManuallyDrop::new(value)) }
}

/// Names the type of a machine's state, and the compiler's future of the same body: a closure that would return [`States`] of the
/// one, and [`Native`](super::Native) of the other. Nobody calls it.
///
/// What a machine is made of is part of its type, and rustc reads all of that for each machine around it once more. So these
/// are named in one place, which is also the one where rustc does not ask whether all of it lives for as long as is said.
pub trait Kind {
    /// The state.
    type State;
    /// What makes the compiler's future.
    type Native;
}

impl<K: Fn() -> N, N: Naming> Kind for K {
    type State = N::State;
    type Native = N::Native;
}

/// What such a closure would return.
pub trait Naming {
    /// The state.
    type State;
    /// What makes the compiler's future.
    type Native;
}

impl<S, A> Naming for (States<S>, Native<A>) {
    type State = S;
    type Native = Native<A>;
}

impl<S> Naming for States<S> {
    type State = S;
    type Native = ByState<S>;
}

/// The lifetimes of what goes into a machine: `P` is a tuple of pointers to that.
#[derive(Debug)]
pub struct Lifetimes<P>(pub(super) PhantomData<fn(P) -> P>);

impl<P> Lifetimes<P> {
    /// Those of these.
    #[inline]
    pub fn of(_: P) -> Self {
        Lifetimes(PhantomData)
    }

    /// They are those of these as well.
    #[inline]
    pub fn are_those_of(self, _: P) {}
}

/// In place of a pointer to a parameter with `mut`: while the machine runs, it may get what lives shorter than what went in.
#[inline]
pub const fn shorter<T>() -> *mut T {
    core::ptr::null_mut()
}

impl<P> Clone for Lifetimes<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Lifetimes<P> {}

/// Where a machine has its state, for the code that resumes it; and the lifetimes of what went in.
#[derive(Debug)]
pub struct Untyped<P>(pub(super) *mut (), pub(super) Lifetimes<P>);

impl<P> Untyped<P> {
    /// The state.
    #[inline]
    pub fn typed<S>(self, _: States<S>) -> (State<S>, Lifetimes<P>) {
        (State(self.0.cast()), self.1)
    }
}

//! Which of the traits that nobody implements by hand a machine has: those of its state and of the compiler's future.

use core::{
    marker::PhantomData,
    panic::{RefUnwindSafe, UnwindSafe},
};

use super::{Kind, StateMachine};

/// What makes the future that the compiler makes of the same body: a closure, of which there is only the type. It is `Send`, `Sync`
/// and `UnwindSafe` if the future is.
#[derive(Debug)]
pub struct Native<A> {
    /// The closure. Its type shows in debug information; that of its future, which would be large, does not.
    pub closure: PhantomData<fn() -> A>,
}

impl<A> Native<A> {
    /// Not known yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Native { closure: PhantomData }
    }

    /// This one.
    pub fn is<F>(&self, _: A)
    where
        A: FnOnce() -> F,
    {
    }
}

/// A parameter that the closure takes with it, even if it is copied.
#[derive(Debug)]
pub struct Whole<T>(T);

impl<T> Whole<T> {
    /// Of this one.
    #[inline]
    pub const fn of(parameter: T) -> Self {
        Whole(parameter)
    }

    /// It.
    #[inline]
    pub fn get(self) -> T {
        self.0
    }
}

// SAFETY: there is nothing in it.
unsafe impl<A: FnOnce() -> F, F: Send> Send for Native<A> {}

// SAFETY: as above.
unsafe impl<A: FnOnce() -> F, F: Sync> Sync for Native<A> {}

impl<A: FnOnce() -> F, F: UnwindSafe> UnwindSafe for Native<A> {}

impl<A: FnOnce() -> F, F: RefUnwindSafe> RefUnwindSafe for Native<A> {}

/// Where the compiler's future is not named, so that the state alone says what may be done with a machine.
#[derive(Debug)]
pub struct ByState<S>(PhantomData<fn() -> S>);

impl<S: UnwindSafe> UnwindSafe for ByState<S> {}

impl<S: RefUnwindSafe> RefUnwindSafe for ByState<S> {}

/// A parameter, where it is only its type that matters.
///
/// # Panics
/// Always: nobody calls it.
pub fn like<T>(_: &T) -> T {
    unreachable!("nobody calls this")
}

/// What is found to lack a trait one step later than `T`.
///
/// Of two reasons for which a machine is not `Send` rustc says the one that it finds first. That is to be what it says of its own
/// future: it explains by which `.await` that keeps what.
#[derive(Debug)]
pub struct Late<T>(PhantomData<T>);

// SAFETY: there is nothing in it.
unsafe impl<T: Send> Send for Late<T> {}

// SAFETY: there is nothing in it.
unsafe impl<T: Sync> Sync for Late<T> {}

// SAFETY: so are all parts of it.
unsafe impl<K, R, P, L> Send for StateMachine<K, R, P, L>
where
    K: Kind<Native: Send>,
    Late<K::State>: Send,
    R: Send,
    L: Send,
{
}

// SAFETY: so are all parts of it.
unsafe impl<K, R, P, L> Sync for StateMachine<K, R, P, L>
where
    K: Kind<Native: Sync>,
    Late<K::State>: Sync,
    R: Sync,
    L: Sync,
{
}

impl<K: Kind<Native: UnwindSafe>, R, P, L> UnwindSafe for StateMachine<K, R, P, L> {}

impl<K: Kind<Native: RefUnwindSafe>, R, P, L> RefUnwindSafe for StateMachine<K, R, P, L> {}

//! The future itself: a state, its tag, and the code that resumes it.

use super::{Kind, Lifetimes, Tag, Untyped};
use core::{
    fmt,
    future::Future,
    marker::{PhantomData, PhantomPinned},
    pin::Pin,
    task::{Context, Poll},
};

/// The state of a machine, for the code that resumes it.
///
/// Its methods take it by value, as all that generated code calls: what a trait of the user's may call the same comes
/// behind them.
#[derive(Debug)]
pub struct State<S>(pub(super) *mut S);

impl<S> Clone for State<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for State<S> {}

impl<S> State<S> {
    /// Where it is.
    pub(super) fn place(self) -> *mut S {
        self.0
    }

    /// The tag, which says where the machine goes on.
    ///
    /// # Safety
    /// The state is an enum of `repr(u8)` or `repr(u16)`, and `Step` one of the same, with a variant for each of its
    /// tags. (Such an enum begins with its tag: RFC 2195.)
    #[inline]
    pub unsafe fn tag<Step>(self) -> Tag<Step> {
        Tag(self.0.cast())
    }

    /// Looks at the machine as if it was in the given state, to find the slots of that state.
    ///
    /// # Safety
    /// As for [`State::tag`]; and of the variant with this tag all fields are slots. Nobody else looks at the tag before
    /// it is set back.
    #[inline]
    pub unsafe fn view<'a, Step>(self, tag: Step) -> &'a S {
        // SAFETY: an enum of `repr(u8)` is a union of structs that begin with the tag, and slots may hold anything, so
        // that any bytes behind a valid tag are a valid variant.
        unsafe {
            self.0.cast::<Step>().write(tag);
            &*self.0
        }
    }
}

/// A state, and the code that resumes it: the future that an annotated function returns.
///
/// It begins with its state, and the state with its tag.
#[repr(C)]
pub struct StateMachine<K: Kind, R, P, L = ()> {
    pub(super) state: K::State,
    pub(super) resume: R,
    /// What looks into it while it waits: a closure of no size, if it may be looked into.
    pub(super) look: L,
    pub(super) kind: PhantomData<(K, Given<P>)>,
    pub(super) pinned: Pinned<K::State>,
}

/// What goes into a machine lives at least as long as the machine, even if all that is left to do is to drop it.
#[derive(Debug)]
pub struct Given<P>(Lifetimes<P>);

impl<P> Drop for Given<P> {
    fn drop(&mut self) {}
}

/// Values in a state may point to each other, so that it must not move.
#[derive(Debug)]
pub struct Pinned<S>(PhantomPinned, PhantomData<fn() -> S>);

/// Never. Said so, and not left to the fields, rustc has one thing to say about it, and not one about each future in the
/// state.
impl<K: Kind, R, P, L> Unpin for StateMachine<K, R, P, L> where Pinned<K::State>: Unpin {}

/// Makes the future of a function from its first state, the type of all of them, and the code that resumes it.
///
/// # Safety
/// The kind is that of the first state, but for lifetimes.
#[inline]
pub unsafe fn state_machine<S, P, K, R, T>(
    first: S,
    lifetimes: Lifetimes<P>,
    kind: K,
    resume: R,
) -> StateMachine<K, R, P>
where
    K: Kind,
    R: Fn(Untyped<P>, &mut Context<'_>) -> Poll<T>,
{
    // SAFETY: it is of this type, says the caller, and is not used again.
    let state = unsafe { (&raw const first).cast::<K::State>().read() };
    core::mem::forget(first);
    let _ = (kind, lifetimes);
    StateMachine { state, resume, look: (), kind: PhantomData, pinned: Pinned(PhantomPinned, PhantomData) }
}

/// The code that resumes a machine, if it returns errors as the function does, because macros in it do so by themselves
/// (`bail!`).
///
/// It is made apart from the machine, so that its type names nothing but what it is made of: what the state borrows from
/// itself lives nowhere as long as a signature could say.
#[inline]
pub fn fallible<P, R, V, E>(resume: R) -> impl Fn(Untyped<P>, &mut Context<'_>) -> Poll<Result<V, E>>
where
    R: Fn(Untyped<P>, &mut Context<'_>) -> Result<Poll<V>, E>,
{
    move |state: Untyped<P>, cx: &mut Context<'_>| match resume(state, cx) {
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(error) => Poll::Ready(Err(error)),
    }
}

/// The same, if it returns what the function does. If it says that it waits, what it returns means nothing.
#[inline]
pub fn returning<P, R, T>(resume: R) -> impl Fn(Untyped<P>, &mut Context<'_>) -> Poll<T>
where
    R: Fn(Untyped<P>, &mut Context<'_>, &mut bool) -> T,
{
    move |state: Untyped<P>, cx: &mut Context<'_>| {
        let mut waits = false;
        let returned = resume(state, cx, &mut waits);
        if waits { Poll::Pending } else { Poll::Ready(returned) }
    }
}

impl<K, R, P, L, T> Future for StateMachine<K, R, P, L>
where
    K: Kind,
    R: Fn(Untyped<P>, &mut Context<'_>) -> Poll<T>,
{
    type Output = T;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        // SAFETY: generated code does not move out of the state while something may point into it.
        let this = unsafe { self.get_unchecked_mut() };
        (this.resume)(Untyped((&raw mut this.state).cast(), Lifetimes(PhantomData)), cx)
    }
}

impl<K: Kind, R, P, L> fmt::Debug for StateMachine<K, R, P, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StateMachine { .. }")
    }
}

/// What a function returns that may fail, and what resuming it gives then.
pub trait Fallible {
    /// The error, or what a poll gives.
    type Resumed;

    /// The function has returned.
    fn resumed(self) -> Self::Resumed;
}

impl<V, E> Fallible for Result<V, E> {
    type Resumed = Result<Poll<V>, E>;

    #[inline]
    fn resumed(self) -> Result<Poll<V>, E> {
        self.map(Poll::Ready)
    }
}

/// What the function returns.
#[derive(Debug)]
pub struct Returned<T>(pub T);

impl<T: Fallible> Returned<T> {
    /// [`Fallible::resumed`], by a name that no trait of the user's can shadow.
    #[inline]
    pub fn resumed(self) -> T::Resumed {
        self.0.resumed()
    }
}

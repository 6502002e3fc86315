//! The future itself: a state, its tag, and the code that resumes it.

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
pub struct State<S>(*mut S);

impl<S> Clone for State<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for State<S> {}

impl<S> State<S> {
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

/// The tag of a state. Its type does not name what the state keeps, which would be more to check for rustc wherever it is
/// used.
#[derive(Debug)]
pub struct Tag<Step>(*mut Step);

impl<Step> Clone for Tag<Step> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Step> Copy for Tag<Step> {}

impl<Step> Tag<Step> {
    /// Where the machine goes on.
    ///
    /// # Safety
    /// The state is still there, and generated code is the only one to look at it.
    #[inline]
    pub unsafe fn read(self) -> Step {
        // SAFETY: there is a tag, says whoever has made this.
        unsafe { self.0.read() }
    }

    /// Marks the machine as running: until it suspends there is nothing in it that its `Drop` could drop.
    ///
    /// # Safety
    /// As for [`read`](Self::read); and the variant with this tag has no fields.
    #[inline]
    pub unsafe fn write(self, done: Step) {
        // SAFETY: there is a tag, says whoever has made this.
        unsafe { self.0.write(done) }
    }

    /// Suspends the machine in the given state.
    ///
    /// # Safety
    /// As for [`read`](Self::read); and what the state with this tag keeps is parked.
    #[inline]
    pub unsafe fn suspend<T>(self, tag: Step) -> Poll<T> {
        // SAFETY: there is a tag, says whoever has made this.
        unsafe { self.0.write(tag) }
        Poll::Pending
    }
}

/// A state, and the code that resumes it: the future that an annotated function returns.
///
/// It begins with its state, and the state with its tag.
#[repr(C)]
pub struct StateMachine<S, R, L = ()> {
    pub(super) state: S,
    pub(super) resume: R,
    /// What looks into it while it waits: a closure of no size, if it may be looked into.
    pub(super) look: L,
    pub(super) pinned: Pinned<S>,
}

/// Values in a state may point to each other, so that it must not move.
#[derive(Debug)]
pub struct Pinned<S>(PhantomPinned, PhantomData<fn() -> S>);

/// Never. Said so, and not left to the fields, rustc has one thing to say about it, and not one about each future in the
/// state.
impl<S, R, L> Unpin for StateMachine<S, R, L> where Pinned<S>: Unpin {}

/// Makes the future of a function from its first state and the code that resumes it.
#[inline]
pub fn state_machine<S, R, T>(state: S, resume: R) -> StateMachine<S, R>
where
    R: Fn(State<S>, &mut Context<'_>) -> Poll<T>,
{
    StateMachine { state, resume, look: (), pinned: Pinned(PhantomPinned, PhantomData) }
}

/// The same, where the code that resumes it returns errors as the function does, because macros in it do so by
/// themselves (`bail!`).
#[inline]
#[allow(clippy::type_complexity, reason = "a name for it would say less")]
pub fn fallible_machine<S, R, V, E>(
    state: S,
    resume: R,
) -> StateMachine<S, impl Fn(State<S>, &mut Context<'_>) -> Poll<Result<V, E>>>
where
    R: Fn(State<S>, &mut Context<'_>) -> Result<Poll<V>, E>,
{
    state_machine(state, move |state: State<S>, cx: &mut Context<'_>| match resume(state, cx) {
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(error) => Poll::Ready(Err(error)),
    })
}

impl<S, R, L, T> Future for StateMachine<S, R, L>
where
    R: Fn(State<S>, &mut Context<'_>) -> Poll<T>,
{
    type Output = T;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        // SAFETY: generated code does not move out of the state while something may point into it.
        let this = unsafe { self.get_unchecked_mut() };
        (this.resume)(State(&raw mut this.state), cx)
    }
}

impl<S, R, L> fmt::Debug for StateMachine<S, R, L> {
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

//! The future itself: a state, its tag, and the code that resumes it.

use core::{
    fmt,
    future::Future,
    marker::{PhantomData, PhantomPinned},
    mem::ManuallyDrop,
    pin::Pin,
    task::{Context, Poll},
};

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

/// Names the type of a machine's state: a closure that would return [`States`] of it. Nobody calls it.
///
/// What a machine is made of is part of its type, and rustc reads all of that for each machine around it once more. So the
/// type of the state is named in one place, which is also the one where rustc does not ask whether all of it lives for as long
/// as is said.
pub trait Kind {
    /// The state.
    type State;
}

impl<K: Fn() -> States<S>, S> Kind for K {
    type State = S;
}

/// The lifetimes of what goes into a machine: `P` is a tuple of pointers to that.
#[derive(Debug)]
pub struct Lifetimes<P>(PhantomData<fn(P) -> P>);

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

impl<P> Clone for Lifetimes<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Lifetimes<P> {}

/// Where a machine has its state, for the code that resumes it; and the lifetimes of what went in.
#[derive(Debug)]
pub struct Untyped<P>(*mut (), Lifetimes<P>);

impl<P> Untyped<P> {
    /// The state.
    #[inline]
    pub fn typed<S>(self, _: States<S>) -> (State<S>, Lifetimes<P>) {
        (State(self.0.cast()), self.1)
    }
}

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

    /// Goes on at the step that was [read](Self::read). The tag stays as it is while the machine runs: a poll that finds the
    /// awaited future pending again has nothing to store.
    ///
    /// # Safety
    /// As for [`read`](Self::read); and until the guard is gone nobody else looks at the machine. The variant with the tag
    /// `done` has no fields, and steps with larger ones are never stored.
    #[inline]
    pub unsafe fn resume(self, step: &Step, done: Step) -> Running<Step> {
        let (step_number, done_number) = (number(step), number(&done));
        // SAFETY: the step was stored by `enter`, or is that of the first state. It is written back over what `view` left.
        unsafe { self.0.copy_from_nonoverlapping(step, 1) };
        // SAFETY: by contract. So rustc need not look for the others when it dispatches.
        unsafe { core::hint::assert_unchecked(step_number <= done_number) };
        Running { tag: self.0, done: ManuallyDrop::new(done) }
    }

    /// Enters a state, and stays in it until the next one is entered or the [`Running`] is dropped. Gives the tag back.
    ///
    /// # Safety
    /// As for [`read`](Self::read); and the machine is running.
    #[inline]
    pub unsafe fn enter(self, tag: Step) -> Step {
        // SAFETY: there is a tag, says whoever has made this.
        unsafe {
            self.0.write(tag);
            self.0.read()
        }
    }
}

/// The machine that has this title was polled again, though it has completed.
///
/// # Panics
/// Always.
#[cold]
#[inline(never)]
pub fn completed(title: &str) -> ! {
    panic!("{title} polled after completion")
}

/// What comes is done once: rustc puts it behind what is done at every poll.
#[cold]
#[inline]
pub fn only_once() {}

/// The number of a step.
#[inline]
fn number<Step>(step: &Step) -> u16 {
    let step = &raw const *step;
    // SAFETY: steps are of `repr(u8)` or `repr(u16)`.
    unsafe { if size_of::<Step>() == 1 { step.cast::<u8>().read().into() } else { step.cast::<u16>().read() } }
}

/// A machine that runs. Whatever ends this, be it that the function returns or a panic, leaves nothing in the state that its
/// `Drop` could drop; only suspending leaves it in the state that it has entered.
#[derive(Debug)]
pub struct Running<Step> {
    tag: *mut Step,
    done: ManuallyDrop<Step>,
}

impl<Step> Running<Step> {
    /// The machine was at none of its steps: it had completed before it was polled. `title` says which.
    ///
    /// # Panics
    /// Always.
    #[inline]
    pub fn completed(self, title: &str) -> ! {
        core::mem::forget(self);
        completed(title)
    }

    /// Suspends the machine in the state that was entered last.
    ///
    /// # Safety
    /// What that state keeps is parked.
    #[inline]
    pub unsafe fn suspend<T>(self) -> Poll<T> {
        core::mem::forget(self);
        Poll::Pending
    }
}

impl<Step> Drop for Running<Step> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the state is still there, and `done` is taken once.
        unsafe { self.tag.write(ManuallyDrop::take(&mut self.done)) }
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

/// The same, where the code that resumes it returns errors as the function does, because macros in it do so by
/// themselves (`bail!`).
///
/// # Safety
/// As for [`state_machine`].
#[inline]
#[allow(clippy::type_complexity, reason = "a name for it would say less")]
pub unsafe fn fallible_machine<S, P, K, R, V, E>(
    first: S,
    lifetimes: Lifetimes<P>,
    kind: K,
    resume: R,
) -> StateMachine<K, impl Fn(Untyped<P>, &mut Context<'_>) -> Poll<Result<V, E>>, P>
where
    K: Kind,
    R: Fn(Untyped<P>, &mut Context<'_>) -> Result<Poll<V>, E>,
{
    let resume = move |state: Untyped<P>, cx: &mut Context<'_>| match resume(state, cx) {
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(error) => Poll::Ready(Err(error)),
    };
    // SAFETY: by contract.
    unsafe { state_machine(first, lifetimes, kind, resume) }
}

/// The same, where the code that resumes it returns what the function does, because macros in it do so by themselves. If it
/// says that it waits, what it returns means nothing.
///
/// # Safety
/// As for [`state_machine`].
#[inline]
#[allow(clippy::type_complexity, reason = "a name for it would say less")]
pub unsafe fn returning_machine<S, P, K, R, T>(
    first: S,
    lifetimes: Lifetimes<P>,
    kind: K,
    resume: R,
) -> StateMachine<K, impl Fn(Untyped<P>, &mut Context<'_>) -> Poll<T>, P>
where
    K: Kind,
    R: Fn(Untyped<P>, &mut Context<'_>, &mut bool) -> T,
{
    let resume = move |state: Untyped<P>, cx: &mut Context<'_>| {
        let mut waits = false;
        let returned = resume(state, cx, &mut waits);
        if waits { Poll::Pending } else { Poll::Ready(returned) }
    };
    // SAFETY: by contract.
    unsafe { state_machine(first, lifetimes, kind, resume) }
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

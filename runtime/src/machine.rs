//! What generated code stands on: storage for what a state keeps, the guards that drop it, and the future itself.
//!
//! `no_std`, no allocation. This is the only file of the project with hand-written `unsafe`. Nothing here is meant to
//! be called by hand: the functions are `unsafe` because they rely on the order in which generated code calls them.
//!
//! # How a value moves through a slot
//!
//! ```text
//!            put                     park
//!  (vacant) ─────▶ value and guard ────────▶ parked while the machine waits
//!     ▲                │    ▲                    │         │
//!     │ take, or the   │    └────────────────────┘         │
//!     │ guard's drop   │           resume                  │ the future is dropped:
//!     └────────────────┘                                   ▼ resume, and the guard's drop
//! ```
//!
//! The value itself never moves between `put` and `take`: pointers into it stay good.
#![allow(unsafe_code)]

mod receiver;

pub use receiver::*;

use core::{
    cell::{Cell, UnsafeCell},
    convert::Infallible,
    fmt,
    future::Future,
    marker::{PhantomData, PhantomPinned},
    mem::{ManuallyDrop, MaybeUninit},
    ops::ControlFlow,
    pin::Pin,
    ptr::NonNull,
    task::{Context, Poll},
};

/// Storage for one local, or for one awaited future.
///
/// Reading and writing go through shared references, because a value in one slot may point into another slot.
#[repr(transparent)]
pub struct Slot<T>(UnsafeCell<MaybeUninit<T>>);

// SAFETY: a slot is only written by the machine that owns it, which has exclusive access to itself whenever it runs.
// Through a shared reference to the machine nothing can be reached but what `T: Sync` lets one reach.
unsafe impl<T: Sync> Sync for Slot<T> {}

impl<T> Slot<T> {
    /// A slot with a value that is parked in it.
    #[inline]
    pub const fn new(value: T) -> Self {
        Slot(UnsafeCell::new(MaybeUninit::new(value)))
    }

    /// A slot with nothing in it.
    #[inline]
    pub const fn vacant() -> Self {
        Slot(UnsafeCell::new(MaybeUninit::uninit()))
    }

    #[inline]
    fn place(&self) -> *mut T {
        self.0.get().cast()
    }

    /// Parks a value. What was in the slot is forgotten.
    ///
    /// # Safety
    /// Nothing points into the slot.
    #[inline]
    pub unsafe fn set(&self, value: T) {
        // SAFETY: the place is valid for writes, and by contract nobody else looks at it.
        unsafe { self.place().write(value) }
    }

    /// Reads a parked value.
    ///
    /// # Safety
    /// A value is parked in the slot.
    #[inline]
    pub unsafe fn get(&self) -> T
    where
        T: Copy,
    {
        // SAFETY: by contract there is a value.
        unsafe { self.place().read() }
    }

    /// Moves a parked value out.
    ///
    /// # Safety
    /// A value is parked in the slot; from now on there is none.
    #[inline]
    pub unsafe fn take(&self) -> T {
        // SAFETY: by contract there is a value, and nobody reads it again.
        unsafe { self.place().read() }
    }

    /// Puts a value in, and gives the guard that drops it and the place where it is.
    ///
    /// # Safety
    /// Nothing points into the slot. The slot outlives the guard, and stays where it is.
    #[inline]
    pub unsafe fn put(&self, value: T) -> (Owned<T>, *mut T) {
        // SAFETY: as `set`; and there is a value now.
        unsafe {
            self.set(value);
            self.resume()
        }
    }

    /// Takes charge of a parked value again.
    ///
    /// # Safety
    /// A value is parked in the slot, and this is the only guard of it. The slot outlives the guard, and stays where
    /// it is.
    #[inline]
    pub unsafe fn resume(&self) -> (Owned<T>, *mut T) {
        (Owned(self.place()), self.place())
    }

    /// A guard for a value that is there, and of which parts will be moved out. `drop_rest` drops what is then left.
    ///
    /// # Safety
    /// As [`resume`](Self::resume).
    #[inline]
    pub unsafe fn tearable<D: Fn(T, u8)>(&self, rest: &Slot<D>, parts: u8, drop_rest: D) -> (Torn<T, D>, *mut T) {
        // SAFETY: nothing points into a slot of a function without captures.
        unsafe {
            rest.set(drop_rest);
            self.torn(rest, parts)
        }
    }

    /// A guard for a value that may be there or not, or in parts: `parts` says it.
    ///
    /// # Safety
    /// As [`flagged`](Self::flagged); and the parts that are missing are those that `rest` is told of.
    #[inline]
    pub unsafe fn torn<D: Fn(T, u8)>(&self, _rest: &Slot<D>, parts: u8) -> (Torn<T, D>, *mut T) {
        (Torn { place: self.place(), parts: Cell::new(parts), rest: PhantomData }, self.place())
    }

    /// A guard for a value that may be there or not: `is_set` says it.
    ///
    /// # Safety
    /// If `is_set`, a value is parked in the slot, and this is the only guard of it. The slot outlives the guard, and
    /// stays where it is.
    #[inline]
    pub unsafe fn flagged(&self, is_set: bool) -> (Flagged<T>, *mut T) {
        (Flagged { place: self.place(), is_set: Cell::new(is_set) }, self.place())
    }
}

impl<T> Slot<T> {
    /// A guard for a value of which parts may have been moved away: `parts` says it.
    ///
    /// # Safety
    /// As [`Slot::flagged`].
    #[inline]
    pub unsafe fn parted<R: Rest<T>>(&self, parts: Gone<R>) -> (Parted<T, R>, *mut T) {
        (Parted { place: self.place(), gone: Cell::new(parts.gone), rest: PhantomData }, self.place())
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot(..)")
    }
}

/// In charge of a value in a slot: drops it in place, unless it is taken, or parked by forgetting the guard.
#[derive(Debug)]
pub struct Owned<T>(*mut T);

impl<T> Owned<T> {
    /// Moves the value out of its slot.
    #[inline]
    pub fn take(self) -> T {
        let guard = ManuallyDrop::new(self);
        // SAFETY: the guard was in charge of a value, and is gone.
        unsafe { guard.0.read() }
    }
}

/// Polls the future in a slot. It is dropped when it is ready, and stays parked when it is not.
#[inline]
pub fn poll<F: Future>(future: Owned<F>, cx: &mut Context<'_>) -> Poll<F::Output> {
    // SAFETY: the future is in a slot of a pinned machine, is not moved out of it, and is dropped in place.
    let poll = unsafe { Pin::new_unchecked(&mut *future.0) }.poll(cx);
    match poll {
        Poll::Ready(value) => {
            drop(future);
            Poll::Ready(value)
        }
        Poll::Pending => {
            park(future);
            Poll::Pending
        }
    }
}

impl<T> Drop for Owned<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: this guard is in charge of the value, and nobody uses it after this.
        unsafe { self.0.drop_in_place() }
    }
}

/// In charge of a value that may be there or not, which is known when the code runs.
#[derive(Debug)]
pub struct Flagged<T> {
    place: *mut T,
    is_set: Cell<bool>,
}

impl<T> Flagged<T> {
    /// Leaves the value parked, and says whether there is one.
    #[inline]
    pub fn park(self) -> bool {
        ManuallyDrop::new(self).is_set.get()
    }
}

impl<T> Drop for Flagged<T> {
    #[inline]
    fn drop(&mut self) {
        if self.is_set.get() {
            // SAFETY: there is a value, this guard is in charge of it, and nobody uses it after this.
            unsafe { self.place.drop_in_place() }
        }
    }
}

/// Which parts of a value in a slot have been moved away, each of which has a bit; all of them, if there is no value.
#[derive(Debug)]
pub struct Gone<R> {
    gone: u8,
    rest: PhantomData<R>,
}

impl<R> Clone for Gone<R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Gone<R> {}

impl<R> Gone<R> {
    const NO_VALUE: u8 = u8::MAX;

    /// A value with all its parts. What drops the rest of it, the slot for its flags knows.
    #[inline]
    pub fn whole(_: &Slot<Self>) -> Self {
        Gone { gone: 0, rest: PhantomData }
    }

    /// No value.
    #[inline]
    pub fn none(_: &Slot<Self>) -> Self {
        Gone { gone: Self::NO_VALUE, rest: PhantomData }
    }
}

/// Drops what is left of a value when some of its parts are gone: a closure that captures nothing.
pub trait Rest<T>: Fn(*mut T, u8) + Copy {}

impl<T, F: Fn(*mut T, u8) + Copy> Rest<T> for F {}

/// In charge of a value of which parts may have been moved away, which is known when the code runs.
pub struct Parted<T, R: Rest<T>> {
    place: *mut T,
    gone: Cell<u8>,
    rest: PhantomData<R>,
}

impl<T, R: Rest<T>> Parted<T, R> {
    /// Leaves the value parked, and says what is left of it.
    #[inline]
    pub fn park(self) -> Gone<R> {
        Gone { gone: ManuallyDrop::new(self).gone.get(), rest: PhantomData }
    }
}

impl<T, R: Rest<T>> fmt::Debug for Parted<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Parted(..)")
    }
}

impl<T, R: Rest<T>> Drop for Parted<T, R> {
    #[inline]
    fn drop(&mut self) {
        const { assert!(size_of::<R>() == 0, "what drops the rest of a value captures nothing") };
        match self.gone.get() {
            Gone::<R>::NO_VALUE => {}
            // SAFETY: there is a value, this guard is in charge of it, and nobody uses it after this.
            0 => unsafe { self.place.drop_in_place() },
            gone => {
                // SAFETY: a closure that captures nothing has no bytes that could be wrong.
                let rest = unsafe { NonNull::<R>::dangling().read() };
                rest(self.place, gone);
            }
        }
    }
}

/// Says how to drop what is left of a value.
#[inline]
pub fn rest<T, R: Rest<T>>(_: &Parted<T, R>, _: R) {}

/// A part of a value in a slot.
#[derive(Debug)]
pub struct Part<P>(*mut P);

impl<P> Part<P> {
    /// The part at this place.
    #[inline]
    pub fn at(place: *const P) -> Self {
        Part(place.cast_mut())
    }
}

impl<P: Copy> Part<P> {
    /// Values of some types are copied, and stay where they are.
    #[inline]
    pub fn moves(&self) -> bool {
        false
    }
}

/// Says that all other values move: methods of a type are found before those of a trait.
pub trait Moves {
    /// They do.
    #[inline]
    fn moves(&self) -> bool {
        true
    }
}

impl<P> Moves for Part<P> {}

/// Moves a part of a value away, or copies it.
///
/// # Safety
/// The part is there, and `bit` is its own. If it does not move, its type is `Copy`.
#[inline]
pub unsafe fn part<T, R: Rest<T>, P>(guard: &Parted<T, R>, bit: u8, moves: bool, part: Part<P>) -> P {
    if moves {
        guard.gone.set(guard.gone.get() | bit);
    }
    // SAFETY: by contract the part is there, and if it moves, the guard leaves it alone from now on.
    unsafe { part.0.read() }
}

/// Assigns to a part of a value that may have been moved away.
///
/// # Safety
/// The place is that of the part to which `bit` belongs.
#[inline]
pub unsafe fn set_part<T, R: Rest<T>, P>(guard: &Parted<T, R>, bit: u8, place: *mut P, value: P) {
    let gone = guard.gone.get();
    guard.gone.set(gone & !bit);
    // SAFETY: the place is valid; what was there is dropped, unless it is gone.
    unsafe { if gone & bit == 0 { *place = value } else { place.write(value) } }
}

/// A guard of a value that may be there or not.
pub trait MayHave {
    /// The type of the value.
    type Value;
    /// Where the value is.
    fn place(&self) -> *mut Self::Value;
    /// Says that there is a value, and all of it.
    fn set(&self);
    /// Drops the value, if there is one. From now on there is none.
    fn clear(&self);
    /// Says that there is no value, and whether there was one.
    fn forget(&self) -> bool;
}

impl<T> MayHave for Flagged<T> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.place
    }

    #[inline]
    fn set(&self) {
        self.is_set.set(true);
    }

    #[inline]
    fn clear(&self) {
        if self.is_set.replace(false) {
            // SAFETY: there was a value, and `is_set` says no more that there is.
            unsafe { self.place.drop_in_place() }
        }
    }

    #[inline]
    fn forget(&self) -> bool {
        self.is_set.replace(false)
    }
}

impl<T, R: Rest<T>> MayHave for Parted<T, R> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.place
    }

    #[inline]
    fn set(&self) {
        self.gone.set(0);
    }

    #[inline]
    fn clear(&self) {
        drop(Parted { place: self.place, gone: Cell::new(self.gone.replace(Gone::<R>::NO_VALUE)), rest: self.rest });
    }

    #[inline]
    fn forget(&self) -> bool {
        self.gone.replace(Gone::<R>::NO_VALUE) == 0
    }
}

/// In charge of a value of which parts may have been moved out, which is known when the code runs.
///
/// The first bit of `parts` says that there is a value, the last that it is an array (which rustc drops in another order
/// if a pattern may move out of it), each of the others that something is missing. `D` is a closure without captures,
/// which drops what is left.
pub struct Torn<T, D: Fn(T, u8)> {
    place: *mut T,
    parts: Cell<u8>,
    rest: PhantomData<D>,
}

const ARRAY: u8 = 128;

impl<T, D: Fn(T, u8)> Torn<T, D> {
    /// Leaves the value parked, and says which parts there are.
    #[inline]
    pub fn park(self) -> u8 {
        ManuallyDrop::new(self).parts.get()
    }
}

impl<T, D: Fn(T, u8)> fmt::Debug for Torn<T, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Torn(..)")
    }
}

impl<T, D: Fn(T, u8)> Drop for Torn<T, D> {
    #[inline]
    fn drop(&mut self) {
        clear(self);
    }
}

/// A part of the value is being moved out: it is no longer dropped with the rest.
#[inline]
pub fn tear<T, D: Fn(T, u8)>(guard: &Torn<T, D>, part: u8) {
    guard.parts.set(guard.parts.get() | part);
}

impl<T, D: Fn(T, u8)> MayHave for Torn<T, D> {
    type Value = T;

    #[inline]
    fn place(&self) -> *mut T {
        self.place
    }

    #[inline]
    fn set(&self) {
        self.parts.set(1 | self.parts.get() & ARRAY);
    }

    #[inline]
    fn clear(&self) {
        let parts = self.parts.replace(self.parts.get() & ARRAY);
        if parts & 1 == 0 {
            return;
        }
        if parts == 1 {
            // SAFETY: there was a value, nothing of it is missing, and nobody uses it after this.
            unsafe { self.place.drop_in_place() }
        } else {
            const { assert!(size_of::<D>() == 0, "what drops the rest captures something: a bug in manual_async") };
            // SAFETY: a closure without captures has no bytes, and generated code has made one of this type.
            let rest = unsafe { NonNull::<D>::dangling().read() };
            // SAFETY: there was a value, and nobody uses it after this. Parts that are missing are still there as bytes,
            // and `rest` forgets them.
            rest(unsafe { self.place.read() }, parts);
        }
    }

    #[inline]
    fn forget(&self) -> bool {
        self.parts.replace(self.parts.get() & ARRAY) & !ARRAY == 1
    }
}

/// Assigns to a local that may have no value yet. An old one is dropped first.
#[inline]
pub fn fill<G: MayHave>(guard: &G, value: G::Value) -> *mut G::Value {
    /// Writes even if the drop of the old value panics.
    struct Write<'a, G: MayHave>(&'a G, ManuallyDrop<G::Value>);
    impl<G: MayHave> Drop for Write<'_, G> {
        fn drop(&mut self) {
            // SAFETY: the old value is gone; the new one is read once, here.
            unsafe { self.0.place().write(ManuallyDrop::take(&mut self.1)) };
            self.0.set();
        }
    }
    let write = Write(guard, ManuallyDrop::new(value));
    guard.clear();
    drop(write);
    guard.place()
}

/// Drops a value before its scope ends, if it is there.
#[inline]
pub fn clear<G: MayHave>(guard: &G) {
    guard.clear();
}

/// Where a receiver lives: in the state, if the method borrows it, and otherwise in a slot elsewhere.
#[inline]
pub fn home<'a, T, W: Way>(elsewhere: &'a Slot<T>, kept: &'a Slot<W::Kept<T>>, _: &Slot<W>) -> &'a Slot<T> {
    if W::TAKES {
        return elsewhere;
    }
    // SAFETY: what is kept of a receiver that is not taken is the receiver, so that both types are the same.
    unsafe { &*(&raw const *kept).cast::<Slot<T>>() }
}

/// Moves a local out that may be moved elsewhere too.
///
/// # Safety
/// It has a value.
#[inline]
pub unsafe fn take<G: MayHave>(guard: &G) -> G::Value {
    let was_set = guard.forget();
    debug_assert!(was_set, "a local is moved that has no value: this is a bug in manual_async");
    // SAFETY: by contract there is a value, and the guard is no longer in charge of it.
    unsafe { guard.place().read() }
}

/// Takes a local to match it, where not every pattern moves it. If it is not of a type that moves, it stays.
///
/// # Safety
/// It has a value. If it does not move, its type is `Copy`.
#[inline]
pub unsafe fn matched<G: MayHave>(guard: &G, moves: bool) -> G::Value {
    if moves {
        guard.forget();
    }
    // SAFETY: by contract there is a value, and if it moves, the guard is no longer in charge of it.
    unsafe { guard.place().read() }
}

/// Puts a local back that a pattern has not moved.
///
/// # Safety
/// The value is what [`matched`] has read.
#[inline]
pub unsafe fn unmatched<G: MayHave>(guard: &G, value: G::Value) {
    // SAFETY: nothing has changed at the place, which has lost this value at most.
    unsafe { guard.place().write(value) }
    guard.set();
}

/// What a body without a last expression gives: `()`, whatever name the signature has for it.
///
/// # Safety
///
/// `T` is `()`, or this is never reached.
pub unsafe fn nothing<T>() -> T {
    assert!(size_of::<T>() == 0, "a body that ends without a value gives `()`");
    // SAFETY: it is `()`, says the caller.
    unsafe { core::mem::zeroed() }
}

/// A reference under another lifetime.
///
/// # Safety
///
/// It is not used for longer than what it was made of.
pub unsafe fn lend<'machine, T: ?Sized>(value: *const T) -> &'machine T {
    // SAFETY: the pointer is a reference, says the caller, and lives for long enough.
    unsafe { &*value }
}

/// The same for an exclusive reference.
///
/// # Safety
///
/// As for [`lend`].
pub unsafe fn lend_mut<'machine, T: ?Sized>(value: *mut T) -> &'machine mut T {
    // SAFETY: the pointer is an exclusive reference, says the caller, and lives for long enough.
    unsafe { &mut *value }
}

/// Leaves values where they are, for when the machine goes on: forgets their guards.
#[inline]
pub fn park<G>(guards: G) {
    core::mem::forget(guards);
}

/// Which state the machine is in.
///
/// # Safety
/// `state` points to an enum of `repr(Tag)`.
#[inline]
pub unsafe fn tag<Tag: Copy, S>(state: *mut S) -> Tag {
    // SAFETY: an enum of `repr(Tag)` begins with its tag (RFC 2195).
    unsafe { state.cast::<Tag>().read() }
}

/// Looks at the machine as if it was in the given state, to find the slots of that state.
///
/// # Safety
/// `state` points to an enum of `repr(Tag)` with a variant of this number, of which all fields are slots. Nobody
/// else looks at the tag before it is set back.
#[inline]
pub unsafe fn view<'a, Tag, S>(state: *mut S, tag: Tag) -> &'a S {
    // SAFETY: an enum of `repr(Tag)` is a union of structs that begin with the tag, and slots may hold anything, so
    // that any bytes behind a valid tag are a valid variant.
    unsafe {
        state.cast::<Tag>().write(tag);
        &*state
    }
}

/// Marks the machine as running: until it suspends there is nothing in it that its `Drop` could drop.
///
/// # Safety
/// `state` points to an enum of `repr(Tag)` with a variant of this number, which has no fields.
#[inline]
pub unsafe fn running<Tag, S>(state: *mut S, done: Tag) {
    // SAFETY: an enum of `repr(Tag)` begins with its tag.
    unsafe { state.cast::<Tag>().write(done) }
}

/// Suspends the machine in the given state.
///
/// # Safety
/// `state` points to an enum of `repr(Tag)`, and what the state of this number keeps is parked.
#[inline]
pub unsafe fn suspend<Tag, S, T>(state: *mut S, tag: Tag) -> Poll<T> {
    // SAFETY: an enum of `repr(Tag)` begins with its tag.
    unsafe { state.cast::<Tag>().write(tag) }
    Poll::Pending
}

/// A state, and the code that resumes it: the future that an annotated function returns.
///
/// It begins with its state, and the state with its tag.
#[repr(C)]
pub struct StateMachine<S, R> {
    state: S,
    resume: R,
    /// Values in the state may point to each other.
    _pinned: PhantomPinned,
}

/// Makes the future of a function from its first state and the code that resumes it.
#[inline]
pub fn state_machine<S, R, T>(state: S, resume: R) -> StateMachine<S, R>
where
    R: Fn(*mut S, &mut Context<'_>) -> Poll<T>,
{
    StateMachine { state, resume, _pinned: PhantomPinned }
}

/// The same, where the code that resumes it returns errors as the function does, because macros in it do so by
/// themselves (`bail!`).
#[inline]
pub fn fallible_machine<S, R, V, E>(
    state: S,
    resume: R,
) -> StateMachine<S, impl Fn(*mut S, &mut Context<'_>) -> Poll<Result<V, E>>>
where
    R: Fn(*mut S, &mut Context<'_>) -> Result<Poll<V>, E>,
{
    state_machine(state, move |state: *mut S, cx: &mut Context<'_>| match resume(state, cx) {
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(error) => Poll::Ready(Err(error)),
    })
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

/// [`state_machine`] for an `async` block.
#[inline]
pub fn state_machine_of_block<S, R, T>(state: S, resume: R) -> StateMachine<S, R>
where
    R: Fn(*mut S, &mut Context<'_>) -> Poll<T>,
{
    captures_nothing(&resume);
    state_machine(state, resume)
}

/// [`fallible_machine`] for an `async` block.
#[inline]
pub fn fallible_machine_of_block<S, R, V, E>(
    state: S,
    resume: R,
) -> StateMachine<S, impl Fn(*mut S, &mut Context<'_>) -> Poll<Result<V, E>>>
where
    R: Fn(*mut S, &mut Context<'_>) -> Result<Poll<V>, E>,
{
    captures_nothing(&resume);
    fallible_machine(state, resume)
}

/// What a block captures is in the state, so that there is nothing left to capture.
const fn captures_nothing<R>(_: &R) {
    const {
        assert!(
            size_of::<R>() == 0,
            "this `async` block uses a local that it names only where one cannot see that it is a local: in a macro, or in \
             a call, as `f(x)`. Write `(f)(x)`, or name it in the block, as in `let f = f;`"
        );
    }
}

/// The type of a block's output, which nobody has written: that of the machine is that of the other copy.
#[derive(Debug)]
pub struct Output<T>(PhantomData<fn() -> T>);

impl<T> Output<T> {
    /// Not known yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Output(PhantomData)
    }

    /// A future with this output.
    #[inline]
    pub fn of<F: Future<Output = T>>(&self, future: F) -> F {
        future
    }
}

/// How much an `async move` block takes of a local, of which it names only parts.
#[derive(Debug)]
pub struct Parts<Whole, Named>(PhantomData<fn(Whole, Named)>);

impl<Whole, Named> Parts<Whole, Named> {
    /// Of which local?
    #[inline]
    pub fn of(_: &Whole) -> Self {
        Parts(PhantomData)
    }

    /// A closure that takes as much as the block would. It is never called.
    #[inline]
    pub fn named_in(&self, _: &Named) {}

    /// The block takes all of the local, so that the machine may, too.
    #[inline]
    pub fn are_all(self) {
        const {
            assert!(
                size_of::<Whole>() == size_of::<Named>(),
                "this `async move` block names only a part of a local, and would take only that, while its machine would \
                 take all of the local. Write `let part = local.part;` before the block, and `part` in it"
            );
        }
    }
}

impl<S, R, T> Future for StateMachine<S, R>
where
    R: Fn(*mut S, &mut Context<'_>) -> Poll<T>,
{
    type Output = T;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        // SAFETY: generated code does not move out of the state while something may point into it.
        let this = unsafe { self.get_unchecked_mut() };
        (this.resume)(&raw mut this.state, cx)
    }
}

impl<S, R> fmt::Debug for StateMachine<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StateMachine { .. }")
    }
}

/// A function that awaits itself: the child, which has been boxed and whose type has been erased.
#[derive(Debug)]
pub struct Recursive<F>(F);

// SAFETY: generated code wraps only a call of the function whose machine this is in, and that function is not generic.
// So what is erased here has the type of the machine around it, which is `Send` if all the rest of it is: whoever
// needs to know about the child has the answer from its parent. (The type itself could not say so: it would depend on
// itself.)
unsafe impl<F> Send for Recursive<F> {}

/// Passes a boxed child on, if its type is that of the machine which is in `state`. Only the function that makes the
/// machine can know that, and only of itself.
#[inline]
pub fn same_machine<S, R, P>(_state: *mut S, child: Pin<P>) -> Pin<P>
where
    P: core::ops::Deref<Target = StateMachine<S, R>>,
{
    child
}

impl<F> Recursive<F> {
    /// Wraps the erased child.
    #[inline]
    pub fn new(child: F) -> Self {
        Recursive(child)
    }
}

impl<F: Future + Unpin> Future for Recursive<F> {
    type Output = F::Output;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}

/// A value that does not exist: what needs one never runs.
#[derive(Debug)]
pub enum Never {}

/// Stands before code that never runs.
pub fn never() -> Never {
    unreachable!("code that is only there to be checked has run: this is a bug in manual_async")
}

/// Used up by an argument of a macro that has an `.await` in it: a machine awaits before it calls the macro, and so once
/// and not in a closure or an async block that the macro makes. If rustc complains of one of these, write
/// `let value = future.await;` before the macro, and use `value` in it.
#[derive(Debug)]
pub struct EvaluatedOnce;

impl Drop for EvaluatedOnce {
    fn drop(&mut self) {}
}

/// The left side of `place += value` while the value is awaited.
///
/// Where both are of primitive types, the value is evaluated first, and otherwise the place. Whoever knows only syntax
/// leaves the choice to `O`, which [`Operands`] finds by the types.
pub struct LeftSide<L: ?Sized, O: Order>(O::Place<L>);

/// A place that has been evaluated, and is not borrowed yet.
#[derive(Debug)]
pub struct Evaluated<L: ?Sized>(Option<NonNull<L>>);

// SAFETY: it stands for a unique reference.
unsafe impl<L: ?Sized + Send> Send for Evaluated<L> {}
// SAFETY: as above.
unsafe impl<L: ?Sized + Sync> Sync for Evaluated<L> {}

/// Which side of a compound assignment is evaluated first.
pub trait Order {
    /// The left one is.
    const LEFT_FIRST: bool;
    /// What is kept of it while the right one is evaluated.
    type Place<L: ?Sized>;

    /// Nothing yet.
    fn vacant<L: ?Sized>() -> Self::Place<L>;
    /// Keeps the place.
    fn set<L: ?Sized>(kept: &mut Self::Place<L>, place: *mut L);
    /// The place, if it was kept.
    fn place<L: ?Sized>(kept: &Self::Place<L>) -> Option<*mut L>;
}

/// Of overloaded operators.
#[derive(Debug)]
pub struct LeftFirst;

/// Of operators on primitive types.
#[derive(Debug)]
pub struct RightFirst;

impl Order for LeftFirst {
    const LEFT_FIRST: bool = true;
    type Place<L: ?Sized> = Evaluated<L>;

    #[inline]
    fn vacant<L: ?Sized>() -> Evaluated<L> {
        Evaluated(None)
    }

    #[inline]
    fn set<L: ?Sized>(kept: &mut Evaluated<L>, place: *mut L) {
        kept.0 = NonNull::new(place);
    }

    #[inline]
    fn place<L: ?Sized>(kept: &Evaluated<L>) -> Option<*mut L> {
        kept.0.map(NonNull::as_ptr)
    }
}

impl Order for RightFirst {
    const LEFT_FIRST: bool = false;
    type Place<L: ?Sized> = ();

    #[inline]
    fn vacant<L: ?Sized>() {}

    #[inline]
    fn set<L: ?Sized>((): &mut (), _: *mut L) {}

    #[inline]
    fn place<L: ?Sized>((): &()) -> Option<*mut L> {
        None
    }
}

impl<L: ?Sized, O: Order> LeftSide<L, O> {
    /// Not evaluated yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        LeftSide(O::vacant())
    }

    /// Is it evaluated before the right side?
    #[inline]
    pub fn is_first(&self) -> bool {
        O::LEFT_FIRST
    }

    /// Keeps the evaluated place.
    #[inline]
    pub fn set(&mut self, place: *mut L) {
        O::set(&mut self.0, place);
    }

    /// The evaluated place.
    #[inline]
    pub fn place(&self) -> Option<*mut L> {
        O::place(&self.0)
    }
}

impl<L: ?Sized, O: Order> fmt::Debug for LeftSide<L, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LeftSide(..)")
    }
}

/// Both operands of a compound assignment: the method that rustc finds for them says in which order they are evaluated.
#[derive(Debug)]
pub struct Operands<'a, L: ?Sized, R: ?Sized, O: Order>(pub &'a LeftSide<L, O>, pub &'a R);

/// Types of which the compound assignments are built in.
pub trait Primitive {}

macro_rules! primitive {
    ($($name:ty)*) => { $(impl Primitive for $name {})* };
}

primitive! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool }

impl<L: Primitive, R: Primitive> Operands<'_, L, R, RightFirst> {
    /// The right one first.
    #[inline]
    pub fn in_order_of_evaluation(self) {}
}

/// All the other operands.
pub trait Overloaded: Sized {
    /// The left one first.
    #[inline]
    fn in_order_of_evaluation(self) {}
}

impl<L: ?Sized, R: ?Sized> Overloaded for Operands<'_, L, R, LeftFirst> {}

/// What a pattern would bind, while the guard of its arm is evaluated: the guard looks at it where it is.
pub struct Seen<T> {
    /// Inside the value that is matched.
    inside: Option<NonNull<T>>,
    /// A reference, or a copy, that the pattern has made.
    made: MaybeUninit<T>,
}

// SAFETY: it stands for a shared reference.
unsafe impl<T: Sync> Send for Seen<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Seen<T> {}

impl<T> Seen<T> {
    /// Nothing yet.
    #[inline]
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Seen { inside: None, made: MaybeUninit::uninit() }
    }

    /// Keeps what the pattern has bound, in a guard that is being evaluated.
    ///
    /// # Safety
    /// Both point to values: that which is matched, and that which is bound. Until the guard has been evaluated, the
    /// first stays where it is.
    #[inline]
    pub unsafe fn see<M: ?Sized>(&mut self, matched: *const M, bound: *const T) {
        // SAFETY: by contract there is a value.
        let size = unsafe { size_of_val(&*matched) };
        let start = matched.cast::<u8>().addr();
        if (start..start + size).contains(&bound.addr()) {
            self.inside = NonNull::new(bound.cast_mut());
        } else {
            // SAFETY: there is a value. Since it is not part of what is matched, the pattern has made it: a reference,
            // or the copy of something behind one. Such values may exist twice as long as only one is looked at.
            self.made.write(unsafe { bound.read() });
        }
    }

    /// Where it is.
    #[inline]
    pub fn place(&self) -> *const T {
        self.inside.map_or(self.made.as_ptr(), |inside| inside.as_ptr().cast_const())
    }
}

impl<T> fmt::Debug for Seen<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seen(..)")
    }
}

/// What awaiting this would give, for code that never runs.
pub fn output_of<F: IntoFuture>(_: F) -> F::Output {
    unreachable!("this is there for its type only")
}

/// The type that a function returns: a way to write `!` where stable Rust does not take it.
pub trait Returns {
    /// The type.
    type Type;
}

impl<T> Returns for fn() -> T {
    type Type = T;
}

/// What `?` does, for functions whose return type does not show by its name what it is.
pub trait Branch {
    /// What `?` gives.
    type Value;
    /// What `?` returns early, as a type that `?` takes too.
    type Residual;

    /// Goes on with a value, or returns early.
    fn branch(self) -> ControlFlow<Self::Residual, Self::Value>;
}

impl<T> Branch for Option<T> {
    type Value = T;
    type Residual = Option<Infallible>;

    #[inline]
    fn branch(self) -> ControlFlow<Option<Infallible>, T> {
        self.map_or(ControlFlow::Break(None), ControlFlow::Continue)
    }
}

impl<T, E> Branch for Result<T, E> {
    type Value = T;
    type Residual = Result<Infallible, E>;

    #[inline]
    fn branch(self) -> ControlFlow<Result<Infallible, E>, T> {
        match self {
            Ok(value) => ControlFlow::Continue(value),
            Err(error) => ControlFlow::Break(Err(error)),
        }
    }
}

impl<B, C> Branch for ControlFlow<B, C> {
    type Value = C;
    type Residual = ControlFlow<B, Infallible>;

    #[inline]
    fn branch(self) -> ControlFlow<ControlFlow<B, Infallible>, C> {
        match self {
            ControlFlow::Continue(value) => ControlFlow::Continue(value),
            ControlFlow::Break(value) => ControlFlow::Break(ControlFlow::Break(value)),
        }
    }
}

/// [`Branch::branch`], by a path that no trait of the user's can shadow.
#[inline]
pub fn branch<B: Branch>(value: B) -> ControlFlow<B::Residual, B::Value> {
    value.branch()
}

//! A task as it lies in memory, and its waker. Here, and nowhere else in the executor, is `unsafe`.
//!
//! # Why
//!
//! A [`Waker`] may go to any thread and live for ever, and it is the size of two pointers. A future that was spawned may do
//! neither, and has any size. Safe code joins the two by two allocations a task and a lock around the queue. Here a task is one
//! allocation, and on the executor's own thread a wake takes neither a lock nor atomics; to clone or to drop a waker takes one
//! atomic addition. (It could do without, by a count for each side: that was a nanosecond less, and the hardest part to read.)
//!
//! # One allocation
//!
//! ```text
//!   Whole ┌────────────────────────────────────────────┬──────┬─────────────────────────────────┐
//!         │ Header: the same for all tasks             │ name │ Stage: future, outcome or empty │
//!         └────────────────────────────────────────────┴──────┴─────────────────────────────────┘
//!              ▲                  ▲
//!     Task (executor, queue,    Waker (anybody, on any thread): only touches `core`, `kind` and `wakers`,
//!     handle: on one thread)    unless it finds itself on the executor's thread
//! ```
//!
//! # Who may touch what
//!
//! - All but `core`, `kind` and `wakers` belongs to the *owner*: the thread that made the executor. [`Task`], `JoinHandle` and
//!   `Executor` cannot leave it. A waker is on it if the executor that runs right now is its own ([`Header::is_here`]).
//! - The stage is used by one function at a time: the flag `BUSY` stands for a borrow of it.
//!
//! # Who frees it
//!
//! Two counts. Of `Task`s, in `state`: they stay with the owner, so that takes no atomics. And of wakers, in `wakers`, which has
//! one more for all `Task`s together. When the last `Task` is gone, and the task is not in the run queue, then the stage is
//! emptied, and that one is given up. Who brings the count to zero frees the memory.

mod awaiter;
mod home;
mod lists;
mod task;
mod waker;
mod whole;

pub(super) use home::{Home, OwnerOnly, Spawned};
pub(super) use lists::{RunQueue, Tasks};
pub(super) use task::{Task, unheard};
use waker::running;
pub(super) use waker::{deliver, set_running};
pub(super) use whole::{Inspected, Name};

use self::{awaiter::Awaiter, lists::Link};
use super::{
    core::Core,
    sync::{
        AtomicU32,
        Ordering::{Acquire, Relaxed},
    },
};
use crate::machine::inspect::Inspect;
use std::{
    cell::Cell,
    mem::ManuallyDrop,
    ops::Deref,
    ptr::NonNull,
    sync::Arc,
    task::{Context, Poll},
    thread,
};

/// What of a task does not depend on its future.
struct Header {
    kind: &'static Kind,
    core: Arc<Core>,
    /// Who awaits the handle. The last `Task` takes it out, so that nothing is left to drop.
    awaiter: ManuallyDrop<Cell<Option<Awaiter>>>,
    /// Who is behind it in the run queue.
    next: Link,
    /// Who is before it in the list of all tasks, and who is behind it.
    before: Link,
    behind: Link,
    /// How many wakers there are, and one more as long as there is a `Task` or it is queued, times [`WAKER`]; and a flag.
    wakers: AtomicU32,
    /// How many `Task`s there are, times [`TASK`]; and the flags of the owner.
    state: Cell<u32>,
}

/// The stage is in use: the future is polled or looked into, or something is dropped.
const BUSY: u32 = 1;
/// Finished or cancelled: it is not polled again.
const OVER: u32 = 2;
/// In the run queue, which keeps it alive. Only the flags above are less.
const QUEUED: u32 = 4;
const TASK: u32 = 8;

/// In the executor's mail.
const MAILED: u32 = 1;
const WAKER: u32 = 2;

/// What depends on the future: functions for one type of it.
struct Kind {
    /// Polls the future; ready when the outcome has taken its place. Must be `BUSY`, and not be over before.
    poll: unsafe fn(NonNull<Header>, &mut Context<'_>) -> Poll<()>,
    /// Drops what is in the stage; an error is the panic that came of it. Must be `BUSY`.
    empty: unsafe fn(NonNull<Header>) -> thread::Result<()>,
    /// Moves the outcome, if there is one, to where the pointer leads, which is an `Option<thread::Result<_>>`.
    take: unsafe fn(NonNull<Header>, *mut ()),
    /// How the task is called: good as long as the task is.
    name: unsafe fn(NonNull<Header>) -> *const str,
    /// Calls the function with the future, if that can be looked into. Must be `BUSY`.
    look: unsafe fn(NonNull<Header>, &mut Visit<'_>),
    /// Drops what is in the stage, and gives the memory back. There is no other pointer to it. Only the owner may do that
    /// unless the stage is empty.
    free: unsafe fn(NonNull<Header>),
}

/// What is done with a future that can be looked into.
pub(super) type Visit<'v> = dyn FnMut(&dyn Inspect) + 'v;

/// A pointer to a task that somebody keeps alive.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pointer(NonNull<Header>);

impl Deref for Pointer {
    type Target = Header;

    fn deref(&self) -> &Header {
        // SAFETY: somebody keeps it alive: so say all who have such a pointer.
        unsafe { self.0.as_ref() }
    }
}

impl Header {
    #[inline]
    fn has(&self, flag: u32) -> bool {
        self.state.get() & flag != 0
    }

    #[inline]
    fn set(&self, state: u32) {
        self.state.set(state);
    }

    /// Whether this is the owner.
    #[inline]
    fn is_here(&self) -> bool {
        running() == Arc::as_ptr(&self.core)
    }

    /// False if it was in no mail, or a poll since then has answered it.
    #[inline]
    fn take_out_of_mail(&self) -> bool {
        // `Acquire` pairs with `Release` in `wake_afar`: the poll sees all that each waker did before it woke.
        self.wakers.load(Relaxed) & MAILED != 0 && self.wakers.fetch_and(!MAILED, Acquire) & MAILED != 0
    }
}

//! A task as it lies in memory, and its waker. Here, and nowhere else in the executor, is `unsafe`.
//!
//! # Why
//!
//! A [`Waker`] may go to any thread and live for ever, and it is the size of two pointers. A future that was spawned may do
//! neither, and has any size. Safe code joins the two by two allocations a task and an atomic count in each clone, wake and
//! drop. Here a task is one allocation, and what happens on the executor's own thread needs no atomics.
//!
//! # One allocation
//!
//! ```text
//!   Whole ┌────────────────────────────────────────────┬──────┬─────────────────────────────────┐
//!         │ Header: the same for all tasks             │ name │ Stage: future, outcome or empty │
//!         └────────────────────────────────────────────┴──────┴─────────────────────────────────┘
//!              ▲                  ▲
//!     Task (executor, queue,    Waker (anybody, on any thread): only reads `core`, `kind` and `afar`,
//!     handle: on one thread)    unless it finds itself on the executor's thread
//! ```
//!
//! # Who may touch what
//!
//! - All but `core`, `kind` and `afar` belongs to the *owner*: the thread that made the executor. [`Task`], `JoinHandle` and
//!   `Executor` cannot leave it. A waker is on it if the executor that runs right now is its own ([`Header::is_here`]).
//! - The stage is used by one function at a time: the flag `BUSY` stands for a borrow of it.
//!
//! # Who frees it
//!
//! Two counts: of `Task`s, in `state`; and of wakers, split in two, so that the owner need not use atomics: `here` counts
//! those that it made, less those that it dropped; `afar` does the same for all other threads. Each of the two may be
//! negative; their sum is how many there are. When the last `Task` is gone the stage is emptied, and the owner adds its part
//! to `afar` and marks that `SETTLED`. From then on `afar` is the whole count, and who brings it to zero frees the memory.

mod home;
mod queue;
mod task;
mod waker;
mod whole;

pub(super) use home::{Home, OwnerOnly, Spawned};
pub(super) use queue::RunQueue;
pub(super) use task::{Task, unheard};
pub(super) use waker::deliver;
pub(super) use whole::{Inspected, Name};

use super::{
    core::Core,
    sync::{
        AtomicI32,
        Ordering::{Acquire, Relaxed},
        running,
    },
};
use crate::machine::inspect::Inspect;
use std::{
    cell::Cell,
    ops::Deref,
    ptr::NonNull,
    sync::Arc,
    task::{Context, Poll, Waker},
    thread,
};

/// What of a task does not depend on its future.
struct Header {
    kind: &'static Kind,
    core: Arc<Core>,
    /// Who awaits the handle.
    awaiter: Cell<Option<Waker>>,
    /// Who is behind it in the run queue.
    next: Cell<Option<Task>>,
    /// Wakers made by the owner, less those that it dropped.
    here: Cell<i32>,
    /// Wakers made by other threads, less those that they dropped, times [`ONE`]; and two flags.
    afar: AtomicI32,
    /// Where the executor's list has it.
    slot: Cell<u32>,
    /// How many [`Task`]s there are, times [`TASK`]; and the flags of the owner.
    state: Cell<u32>,
}

/// In the run queue.
const QUEUED: u32 = 1;
/// The stage is in use: the future is polled or looked into, or something is dropped.
const BUSY: u32 = 2;
/// Finished or cancelled: it is not polled again.
const OVER: u32 = 4;
/// There is no `Task` left, and `afar` is `SETTLED`.
const GONE: u32 = 8;
const TASK: u32 = 16;

/// In the executor's mail.
const MAILED: i32 = 1;
/// `afar` counts all wakers.
const SETTLED: i32 = 2;
const ONE: i32 = 4;
/// When `here` is so far from zero, it is added to `afar`. Far below what either can hold.
const DRIFT: i32 = 1 << 24;

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

/// How many wakers these are.
fn count(afar: i32) -> i32 {
    afar >> 2
}

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

    /// Whether this is the owner, and counts of its own are still kept.
    #[inline]
    fn is_here(&self) -> bool {
        // Only if the first is true may the second be asked.
        running() == Arc::as_ptr(&self.core) && !self.has(GONE)
    }

    /// False if it was in no mail, or a poll since then has answered it.
    #[inline]
    fn take_out_of_mail(&self) -> bool {
        // `Acquire` pairs with `Release` in `wake_afar`: the poll sees all that each waker did before it woke.
        self.afar.load(Relaxed) & MAILED != 0 && self.afar.fetch_and(!MAILED, Acquire) & MAILED != 0
    }
}

//! The part of a task that depends on its future.

use super::{Header, Kind, Visit};
use crate::machine::inspect::Inspect;
use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    ptr::NonNull,
    task::{Context, Poll},
    thread,
};

#[repr(C)]
pub(super) struct Whole<F: Future, N> {
    pub(super) header: Header,
    pub(super) name: N,
    pub(super) stage: Stage<F>,
}

pub(super) enum Stage<F: Future> {
    Future(F),
    Outcome(thread::Result<F::Output>),
    Empty,
}

/// How a task with this future is called, and whether it can be looked into.
pub(in crate::executor) trait Name<F>: 'static {
    fn name(&self) -> &str;

    /// The future, as what one can look into.
    fn inspect(_: &F) -> Option<&dyn Inspect> {
        None
    }
}

/// By the type of its future.
impl<F> Name<F> for () {
    fn name(&self) -> &str {
        std::any::type_name::<F>()
    }
}

impl<F> Name<F> for Cow<'static, str> {
    fn name(&self) -> &str {
        self
    }
}

/// A name for a task that can be looked into.
pub(in crate::executor) struct Inspected(pub(in crate::executor) Cow<'static, str>);

impl<F: Inspect> Name<F> for Inspected {
    fn name(&self) -> &str {
        &self.0
    }

    fn inspect(future: &F) -> Option<&dyn Inspect> {
        Some(future)
    }
}

impl<F: Future, N: Name<F>> Whole<F, N> {
    pub(super) const KIND: Kind = Kind {
        poll: Self::poll,
        empty: Self::empty,
        take: Self::take,
        name: Self::name,
        look: Self::look,
        free: Self::free,
    };

    fn stage(task: NonNull<Header>) -> *mut Stage<F> {
        // SAFETY: a pointer to a header is one to the whole task, of which the header is the beginning; and `KIND` makes
        // sure that it is this type of it.
        unsafe { &raw mut (*task.cast::<Self>().as_ptr()).stage }
    }

    unsafe fn poll(task: NonNull<Header>, cx: &mut Context<'_>) -> Poll<()> {
        let stage = Self::stage(task);
        // Asserted, because a future that panicked is never polled again, only dropped.
        let polled = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: nobody else looks at the stage, as it is `BUSY`.
            let Stage::Future(future) = (unsafe { &mut *stage }) else {
                unreachable!("a task that is not over has a future")
            };
            // SAFETY: it stays where it is until it is dropped.
            unsafe { Pin::new_unchecked(future) }.poll(cx)
        }));
        let outcome = match polled {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => Ok(output),
            Err(panic) => Err(panic),
        };
        // The future goes first, as the locals of a function do before it returns.
        // SAFETY: still `BUSY`.
        let dropped = unsafe { Self::empty(task) };
        // SAFETY: the same.
        unsafe { *stage = Stage::Outcome(outcome.and_then(|output| dropped.map(|()| output))) };
        Poll::Ready(())
    }

    unsafe fn empty(task: NonNull<Header>) -> thread::Result<()> {
        // SAFETY: nobody else looks at the stage, as it is `BUSY`. It is empty afterwards, be it that the drop panics.
        catch_unwind(AssertUnwindSafe(|| unsafe { *Self::stage(task) = Stage::Empty }))
    }

    unsafe fn take(task: NonNull<Header>, target: *mut ()) {
        let target = target.cast::<Option<thread::Result<F::Output>>>();
        // SAFETY: the caller owns the target and knows the type. Nobody looks at the stage, as the task is over and not
        // `BUSY`, and no code of the user runs in between.
        unsafe {
            let stage = Self::stage(task);
            if let Stage::Outcome(_) = &*stage
                && let Stage::Outcome(outcome) = stage.replace(Stage::Empty)
            {
                *target = Some(outcome);
            }
        }
    }

    unsafe fn name(task: NonNull<Header>) -> *const str {
        // SAFETY: as for `stage`. The name is never changed.
        unsafe { &(*task.cast::<Self>().as_ptr()).name }.name()
    }

    unsafe fn look(task: NonNull<Header>, visit: &mut Visit<'_>) {
        // SAFETY: nobody else looks at the stage, as it is `BUSY`: whatever `visit` does, it neither polls nor drops the future.
        if let Stage::Future(future) = unsafe { &*Self::stage(task) }
            && let Some(future) = N::inspect(future)
        {
            visit(future);
        }
    }

    unsafe fn free(task: NonNull<Header>) {
        // SAFETY: it was made of a box, and the counts say that there is no other pointer to it.
        let whole = unsafe { Box::from_raw(task.cast::<Self>().as_ptr()) };
        // An output that was not taken is dropped with it, and nobody is there to hear of a panic.
        drop(catch_unwind(AssertUnwindSafe(|| drop(whole))));
    }
}

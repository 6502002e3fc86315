//! A task, as everybody else has it.

use super::{
    super::{
        core::{Core, Letter},
        sync::{
            Ordering::{Acquire, Relaxed, Release},
            fence,
        },
    },
    MAILED, Pointer, WAKER,
};
use std::{
    cell::Cell,
    mem::ManuallyDrop,
    process::abort,
    ptr::{self, NonNull},
    sync::Arc,
    task::{RawWaker, RawWakerVTable, Waker},
};

impl Pointer {
    /// The task that a waker is of, if it is one of ours.
    pub(super) fn of(waker: &Waker) -> Option<Pointer> {
        ptr::eq(waker.vtable(), &FUNCTIONS).then(|| pointer(waker.data()))
    }

    /// # Safety
    /// The waker is counted, or not dropped.
    pub(super) unsafe fn waker(self) -> Waker {
        // SAFETY: the functions expect such a pointer; for the rest see the contract.
        unsafe { Waker::from_raw(RawWaker::new(self.0.as_ptr().cast(), &FUNCTIONS)) }
    }

    /// Tells the executor by mail, unless that was done already. Takes over one count of a waker.
    fn wake_afar(self) {
        // SAFETY: a count for a waker, which is mailed or dropped.
        let waker = unsafe { self.waker() };
        // Always written, never only looked at: so what this thread did before is seen by the poll that an earlier wake
        // asked for.
        if self.wakers.fetch_or(MAILED, Release) & MAILED == 0 {
            // Kept, because once the waker is in the mail the task may be gone any time.
            let core = Arc::clone(&self.core);
            core.send(Letter::Wake(waker));
        }
    }

    fn count_waker(self) {
        if self.wakers.fetch_add(WAKER, Relaxed) > u32::MAX / 2 {
            // A billion wakers were forgotten.
            abort();
        }
    }

    fn uncount_waker(self) {
        // The executor may sleep, and this may be the last waker that it waits for. Kept, because it may free the task any time
        // from now on.
        let sleeper = (!self.is_here()).then(|| Arc::clone(&self.core));
        self.release();
        if let Some(core) = sleeper {
            core.nudge();
        }
    }

    /// One waker less; or no `Task` any more.
    #[inline]
    pub(super) fn release(self) {
        if self.wakers.fetch_sub(WAKER, Release) / WAKER == 1 {
            fence(Acquire);
            // SAFETY: there is no `Task` and no waker left.
            unsafe { (self.kind.free)(self.0) }
        }
    }
}

/// Queues whom a waker in the mail is of.
#[inline]
pub(in crate::executor) fn deliver(waker: Waker) {
    let task = Pointer::of(&ManuallyDrop::new(waker)).expect("only tasks are mailed");
    if task.take_out_of_mail() {
        // SAFETY: the mail is read by the owner.
        unsafe { task.wake_here() }
    }
    task.release();
}

/// What a waker of a task does.
static FUNCTIONS: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, forget);
fn pointer(data: *const ()) -> Pointer {
    // SAFETY: all wakers with these functions are made by `Pointer::waker`.
    Pointer(unsafe { NonNull::new_unchecked(data.cast_mut()) }.cast())
}

unsafe fn clone(data: *const ()) -> RawWaker {
    pointer(data).count_waker();
    RawWaker::new(data, &FUNCTIONS)
}

unsafe fn wake(data: *const ()) {
    let task = pointer(data);
    if task.is_here() {
        // SAFETY: this is the owner.
        unsafe { task.wake_here() };
        task.release();
    } else {
        task.wake_afar();
    }
}

unsafe fn wake_by_ref(data: *const ()) {
    let task = pointer(data);
    if task.is_here() {
        // SAFETY: this is the owner.
        unsafe { task.wake_here() };
    } else {
        task.count_waker();
        task.wake_afar();
    }
}

unsafe fn forget(data: *const ()) {
    pointer(data).uncount_waker();
}

// In this file, because it is inlined in no other, and each wake asks for it.
#[cfg(manual_async_loom)]
loom::thread_local! {
    static RUNNING: Cell<*const Core> = Cell::new(ptr::null());
}
#[cfg(not(manual_async_loom))]
thread_local! {
    static RUNNING: Cell<*const Core> = const { Cell::new(ptr::null()) };
}

/// Whose executor runs on this thread right now: the innermost one, if they are nested. Only to be compared.
pub(super) fn running() -> *const Core {
    RUNNING.with(Cell::get)
}

/// Says so, and returns what was said before.
pub(in crate::executor) fn set_running(core: *const Core) -> *const Core {
    RUNNING.with(|running| running.replace(core))
}

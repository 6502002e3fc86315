//! A task, as everybody else has it.

use super::{
    super::{
        core::{Core, Letter},
        sync::{
            Ordering::{Acquire, Relaxed, Release},
            fence,
        },
    },
    MAILED, Pointer, Task, WAKER,
};
use crate::record::Note;
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

    /// The task that a waker is of, if it is one that stands for a [`Task`].
    pub(super) fn awaiting(waker: &Waker) -> Option<Pointer> {
        if ptr::eq(waker.vtable(), &OF_RECORDED) {
            // SAFETY: made by `of_recorded`, and not used up yet.
            return Some(unsafe { &*waker.data().cast::<(Task, Note)>() }.0.0);
        }
        ptr::eq(waker.vtable(), &OF_AWAITER).then(|| pointer(waker.data()))
    }

    /// # Safety
    /// The functions are those that `task` is meant for, and the waker is counted as they expect it.
    pub(super) unsafe fn waker(self, functions: &'static RawWakerVTable) -> Waker {
        // SAFETY: they expect such a pointer; for the rest see the contract.
        unsafe { Waker::from_raw(RawWaker::new(self.0.as_ptr().cast(), functions)) }
    }

    /// Tells the executor by mail, unless that was done already. Takes over one count of a waker.
    fn wake_afar(self) {
        // SAFETY: a count for a waker, which is mailed or dropped.
        let waker = unsafe { self.waker(&FUNCTIONS) };
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
pub(super) static FUNCTIONS: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, forget);
/// The same for a waker of a task that awaits another one of the same executor: counted as a `Task`.
static OF_AWAITER: RawWakerVTable = RawWakerVTable::new(clone, wake_awaiter, wake_by_ref, forget_awaiter);
/// The same if that task is recorded, with a `(Task, Note)` in a box.
static OF_RECORDED: RawWakerVTable =
    RawWakerVTable::new(clone_recorded, wake_recorded, wake_recorded_by_ref, forget_recorded);

/// A waker that stands for a `Task`, and so stays with the owner.
pub(super) fn of_awaiter(task: Task) -> Waker {
    // SAFETY: it is counted as the functions expect it.
    unsafe { ManuallyDrop::new(task).0.waker(&OF_AWAITER) }
}

/// The same, of a task whose wakes are recorded.
pub(super) fn of_recorded(task: Task, note: Note) -> Waker {
    let both = Box::into_raw(Box::new((task, note)));
    // SAFETY: the functions expect such a pointer.
    unsafe { Waker::from_raw(RawWaker::new(both.cast(), &OF_RECORDED)) }
}

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

unsafe fn wake_awaiter(data: *const ()) {
    // What it stands for.
    Task(pointer(data)).wake();
}

unsafe fn forget_awaiter(data: *const ()) {
    drop(Task(pointer(data)));
}

unsafe fn clone_recorded(data: *const ()) -> RawWaker {
    // SAFETY: of `of_recorded`.
    unsafe { clone((*data.cast::<(Task, Note)>()).0.0.0.as_ptr().cast()) }
}

unsafe fn wake_recorded(data: *const ()) {
    // SAFETY: of `of_recorded`, and used up here.
    let (task, note) = *unsafe { Box::from_raw(data.cast::<(Task, Note)>().cast_mut()) };
    note.wake();
    task.wake();
}

unsafe fn wake_recorded_by_ref(data: *const ()) {
    // SAFETY: of `of_recorded`.
    let (task, note) = unsafe { &*data.cast::<(Task, Note)>() };
    note.wake();
    task.wake();
}

unsafe fn forget_recorded(data: *const ()) {
    // SAFETY: of `of_recorded`, and used up here.
    drop(unsafe { Box::from_raw(data.cast::<(Task, Note)>().cast_mut()) });
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

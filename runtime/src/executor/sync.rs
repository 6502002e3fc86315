//! What the wakes between threads are made of: the standard library's, or in a model check (`--cfg manual_async_loom`) loom's, which
//! tries every order in which threads can meet.

#[cfg(manual_async_loom)]
pub(super) use loom::{
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU32, Ordering, fence},
    },
    thread::{Thread, current, park},
};
#[cfg(not(manual_async_loom))]
pub(super) use std::{
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU32, Ordering, fence},
    },
    thread::{Thread, current, park},
};

use super::core::Core;
use std::{cell::Cell, ptr};

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
pub(super) fn set_running(core: *const Core) -> *const Core {
    RUNNING.with(|running| running.replace(core))
}

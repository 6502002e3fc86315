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

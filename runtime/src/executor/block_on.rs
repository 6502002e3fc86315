//! The smallest executor there is: one future, one thread.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

/// Runs one future to completion on the current thread, and returns its output.
///
/// The thread is parked while there is nothing to do. Unlike [`Executor::run_until`](super::Executor::run_until)
/// this needs no executor, runs no tasks, and may be called anywhere, though inside a task it keeps all others waiting. Nor does it
/// notice when nobody is left who could wake the future: it waits for ever, where `run_until` panics.
///
/// # Panics
///
/// With the panic of `future`.
///
/// ```
/// use manual_async_runtime::block_on;
///
/// assert_eq!(block_on(async { 6 * 7 }), 42);
/// ```
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let parked = Arc::new(Parked { thread: thread::current(), is_woken: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&parked));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        parked.park_until_woken();
    }
}

/// The waker of a thread that waits for one future.
struct Parked {
    thread: Thread,
    is_woken: AtomicBool,
}

impl Parked {
    fn park_until_woken(&self) {
        // Asked before parking: the future may have taken our unpark for one of its own. Asked after it: parking may end
        // for no reason of ours. Either way the future is polled once for any number of wakes, and never for none.
        while !self.is_woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

impl Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Always written, never only looked at: see `Notice::mark_woken`.
        if !self.is_woken.swap(true, Ordering::Release) {
            self.thread.unpark();
        }
    }
}

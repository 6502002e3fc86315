//! The threads that may block.

use blocking::{Task, unblock};
use std::{
    io,
    pin::Pin,
    sync::{OnceLock, atomic::Ordering::Relaxed},
    task::{Context, Poll},
    thread,
};

/// Threads that are there.
pub(super) struct Pool(());

impl Pool {
    /// To be had before anything is given out of hand, which would be lost if there is no thread to give it to.
    ///
    /// # Errors
    ///
    /// If the system refuses the first thread. (Without any, the pool would try again and again. Later it makes do with those that
    /// it has.)
    pub(super) fn get() -> io::Result<Self> {
        static CAN_START: OnceLock<()> = OnceLock::new();
        if CAN_START.get().is_none() {
            let trial = thread::Builder::new().name("trial".into()).spawn(|| {})?;
            // It does not panic.
            let _ = trial.join();
            CAN_START.get_or_init(|| ());
        }
        Ok(Pool(()))
    }

    /// Runs `work` on a thread of the pool.
    pub(super) fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Task<T> {
        unblock(work)
    }
}

/// Comes once after `run`. Where nothing is to be had at once it is pending: so one sees that there is something to wait for, however
/// soon the thread was through. What it has by then it has once more.
pub(super) fn begun<T: Send + 'static>(task: &mut Task<T>, cx: &mut Context<'_>) -> Poll<()> {
    if super::READS_AT_ONCE.load(Relaxed) {
        return Poll::Ready(());
    }
    if let Poll::Ready(value) = Pin::new(&mut *task).poll(cx) {
        *task = unblock(move || value);
        cx.waker().wake_by_ref();
    }
    Poll::Pending
}

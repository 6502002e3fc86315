//! The threads that may block.

use blocking::{Task, unblock};
use std::{io, sync::OnceLock, thread};

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

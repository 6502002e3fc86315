//! The threads that may block.

use blocking::{Task, unblock};
use std::{io, sync::OnceLock, thread};

/// Runs `work` on a thread of the pool.
///
/// # Errors
///
/// If the system refuses the first thread. (Without any, the pool would try again and again. Later it makes do with those that
/// it has.)
pub(super) fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<Task<T>> {
    static CAN_START: OnceLock<()> = OnceLock::new();
    if CAN_START.get().is_none() {
        let trial = thread::Builder::new().name("trial".into()).spawn(|| {})?;
        // It does not panic.
        let _ = trial.join();
        CAN_START.get_or_init(|| ());
    }
    Ok(unblock(work))
}

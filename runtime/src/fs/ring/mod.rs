//! What would have to wait for a device is left to the system (`io_uring`): there is one ring for the process, and one thread that
//! hands in what is wanted, and sleeps until something is through.
//!
//! Only that thread touches the ring. What it needs of others comes through an [`Inbox`]:
//!
//! ```text
//! a future          Inbox           the thread (driver.rs)        the system
//!   │ Order ─────────► │
//!   │                  │ ── bell ──────► │
//!   │                  │ ◄── takes all ─ │
//!   │                                    │ ── at most 128 ───────────► │
//!   │                                    │ ◄─ each when it is through ─ │
//!   │ ◄── Done, and a wake ───────────── │
//! ```
//!
//! An [`Order`] owns all that the system uses on its behalf (bytes, path, open file), and the thread owns the order until the system is
//! through with it. So a future that is dropped meanwhile takes nothing away.
//!
//! The ring gives bytes, or nothing; it has no errors of its own. Whoever gets nothing turns to the pool, which meets the same
//! error again, and says what `std` says. That is also what happens where there is no ring, because the kernel is too old or
//! refuses one.

mod driver;
mod order;

use driver::Driver;
use io_uring::{IoUring, Probe, opcode};
use order::{Order, What};
use rustix::event::{EventfdFlags, eventfd};
use std::{
    ffi::CString,
    fs::File,
    io::{self, Write},
    os::unix::ffi::OsStrExt,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
};

pub(super) use order::{Done, Operation};

/// No more than this is in flight; whatever else is wanted waits for its turn.
const MOST_IN_FLIGHT: u32 = 128;
/// What the kernel cannot do without blocking, as to look up a path, it does by threads of its own. They are no more than this.
const MOST_WORKERS: u32 = 4;

/// The way to the thread of the ring.
pub(super) struct Ring {
    inbox: Arc<Inbox>,
}

/// The ring of this process, which is made when it is first asked for. None if the system refuses it, or its thread.
pub(super) fn get() -> Option<&'static Ring> {
    static RING: OnceLock<Option<Ring>> = OnceLock::new();
    RING.get_or_init(|| Ring::start(set_up).ok()).as_ref()
}

impl Ring {
    fn start(set_up: impl FnOnce() -> io::Result<IoUring>) -> io::Result<Self> {
        let ring = set_up()?;
        let bell = File::from(eventfd(0, EventfdFlags::CLOEXEC)?);
        let inbox = Arc::new(Inbox { orders: Mutex::new(Some(Vec::new())), bell: Arc::new(bell) });
        let driver = Driver::new(ring, Arc::clone(&inbox));
        thread::Builder::new().name("file ring".into()).spawn(move || driver.serve())?;
        Ok(Ring { inbox })
    }

    /// Reads into `room`, behind its first `from` bytes, what is in the file at `offset`, or at the position of the file if that is
    /// `u64::MAX`.
    pub(super) fn read(&self, file: Arc<File>, room: Vec<u8>, from: usize, offset: u64) -> Operation {
        self.inbox.put(What::Read { file, from, offset }, room)
    }

    /// Has the system look up a path, so that it is known afterwards, if there is something there. Nothing is opened.
    pub(super) fn look_up(&self, path: &Path) -> Option<Operation> {
        let path = CString::new(path.as_os_str().as_bytes()).ok()?;
        Some(self.inbox.put(What::LookUp { path }, vec![0; order::STATX]))
    }
}

/// Makes a ring that can do all that is asked of it here.
fn set_up() -> io::Result<IoUring> {
    let ring = IoUring::new(MOST_IN_FLIGHT)?;
    let mut probe = Probe::new();
    ring.submitter().register_probe(&mut probe)?;
    // Kernels before 5.15 decide that themselves. (Zero changes nothing: none of the other kind is needed.)
    let _ = ring.submitter().register_iowq_max_workers(&mut [MOST_WORKERS, 0]);
    let is_enough = can_all(&probe) && ring.params().is_feature_rw_cur_pos();
    if is_enough { Ok(ring) } else { Err(io::ErrorKind::Unsupported.into()) }
}

fn can_all(probe: &Probe) -> bool {
    [opcode::Read::CODE, opcode::Statx::CODE].into_iter().all(|code| probe.is_supported(code))
}

/// What the thread has not seen yet.
struct Inbox {
    /// None if the thread has ended.
    orders: Mutex<Option<Vec<Order>>>,
    /// A counter of the system's (`eventfd`), which the thread reads when it is more than zero.
    bell: Arc<File>,
}

impl Inbox {
    fn put(&self, what: What, room: Vec<u8>) -> Operation {
        let (order, operation) = Order::new(what, room);
        let is_first = match &mut *self.lock() {
            Some(orders) => {
                orders.push(order);
                orders.len() == 1
            }
            None => {
                order.refuse();
                false
            }
        };
        if is_first {
            // The others are taken out together with it.
            (&*self.bell).write_all(&1_u64.to_ne_bytes()).expect("the counter is far from its end");
        }
        operation
    }

    fn take_all(&self) -> Vec<Order> {
        self.lock().as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Nothing comes in any more. What has come is given out.
    fn close(&self) -> Vec<Order> {
        self.lock().take().unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Vec<Order>>> {
        // Nothing panics while it holds the lock.
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;

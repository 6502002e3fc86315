//! What is wanted of the ring, and how its answer comes to who wants it.

use io_uring::{
    opcode::{Read, Statx},
    squeue::Entry,
    types::Fd,
};
use rustix::fs::{AtFlags, CWD};
use std::{
    ffi::CString,
    fs::File,
    mem,
    os::fd::AsRawFd,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

/// The size of what the system says of a file, in bytes: `struct statx`, which never grows.
pub(super) const STATX: usize = 256;

/// One call of the system, with all that it uses.
pub(super) struct Order {
    what: What,
    /// What the system writes to.
    room: Vec<u8>,
    reply: Arc<Reply>,
}

pub(super) enum What {
    /// Reads a file, behind the first `from` bytes of the room.
    Read { file: Arc<File>, from: usize, offset: u64 },
    /// Looks up a path. What the system says of it fills the room, and is not looked at.
    LookUp { path: CString },
}

impl Order {
    /// An order, and the future of what comes of it.
    pub(super) fn new(what: What, room: Vec<u8>) -> (Self, Operation) {
        let reply = Arc::new(Reply(Mutex::new(Answer::Awaited(None))));
        (Order { what, room, reply: Arc::clone(&reply) }, Operation(reply))
    }

    /// As the system wants to have it. It points to what is on the heap, or is open, as long as this order is there.
    pub(super) fn entry(&mut self) -> Entry {
        match &self.what {
            &What::Read { ref file, from, offset } => {
                let room = &mut self.room[from..];
                let length = u32::try_from(room.len()).unwrap_or(u32::MAX);
                Read::new(Fd(file.as_raw_fd()), room.as_mut_ptr(), length).offset(offset).build()
            }
            What::LookUp { path } => {
                assert!(self.room.len() >= STATX, "there is room for what the system says");
                // As much as it knows is enough: it need not ask a server.
                let flags = AtFlags::STATX_DONT_SYNC.bits() as i32;
                Statx::new(Fd(CWD.as_raw_fd()), path.as_ptr(), self.room.as_mut_ptr().cast()).flags(flags).build()
            }
        }
    }

    /// The system is through with it, and says this.
    pub(super) fn finish(self, result: i32) {
        let Order { what, room, reply } = self;
        // The file is let go before anybody is told.
        drop(what);
        reply.give(Done { room, count: usize::try_from(result).ok() });
    }

    /// The system has never seen it, and never will.
    pub(super) fn refuse(self) {
        let Order { what, room, reply } = self;
        drop(what);
        reply.give(Done { room, count: None });
    }

    /// Nobody will ever know whether the system is through with it: what it uses is left to the system for good.
    pub(super) fn abandon(self) {
        let Order { what, room, reply } = self;
        mem::forget((what, room));
        reply.give(Done::default());
    }
}

/// What came of an order.
#[derive(Default)]
pub(in crate::fs) struct Done {
    /// What was given along, and written to. Empty if it is lost.
    pub(in crate::fs) room: Vec<u8>,
    /// How many bytes were read. None if that is for the pool to try.
    pub(in crate::fs) count: Option<usize>,
}

/// A future of what comes of an order. Dropping it stops nothing.
pub(in crate::fs) struct Operation(Arc<Reply>);

impl Future for Operation {
    type Output = Done;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Done> {
        // A waker may run anything when it is cloned or dropped, so that happens without the lock.
        let newest = cx.waker().clone();
        let mut answer = self.0.lock();
        match &mut *answer {
            Answer::Given(done) => Poll::Ready(mem::take(done)),
            Answer::Awaited(waker) => {
                let replaced = waker.replace(newest);
                drop(answer);
                drop(replaced);
                Poll::Pending
            }
        }
    }
}

/// Where the answer is left.
struct Reply(Mutex<Answer>);

enum Answer {
    /// Not there. Whom to wake then.
    Awaited(Option<Waker>),
    Given(Done),
}

impl Reply {
    fn give(&self, done: Done) {
        let awaited = mem::replace(&mut *self.lock(), Answer::Given(done));
        if let Answer::Awaited(Some(waker)) = awaited {
            // Somebody's waker may panic; the others are still to be answered.
            drop(catch_unwind(AssertUnwindSafe(|| waker.wake())));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Answer> {
        // Nothing panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

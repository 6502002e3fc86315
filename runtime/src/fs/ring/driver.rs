//! The thread that the ring belongs to.
#![allow(unsafe_code, reason = "the system is told where to write")]

use super::{
    Inbox, MOST_IN_FLIGHT,
    order::{Order, What},
};
use io_uring::IoUring;
use slab::Slab;
use std::{collections::VecDeque, io, sync::Arc, thread, time::Duration};

/// How long the thread waits if the system has no room for what it wants.
const WHILE: Duration = Duration::from_millis(1);

pub(super) struct Driver {
    ring: IoUring,
    /// What the system is at. Each is known to it by its place here.
    in_flight: Slab<Order>,
    /// What has to wait for its turn.
    waiting: VecDeque<Order>,
    inbox: Arc<Inbox>,
    /// The place of the order that reads the bell of the inbox.
    bell: usize,
}

impl Driver {
    pub(super) fn new(ring: IoUring, inbox: Arc<Inbox>) -> Self {
        Driver { ring, in_flight: Slab::new(), waiting: VecDeque::new(), inbox, bell: usize::MAX }
    }

    /// The life of the thread: it ends if the system does not serve the ring any more.
    pub(super) fn serve(mut self) {
        self.listen();
        while self.wait().is_ok() {
            while let Some(completion) = { self.ring.completion().next() } {
                let place = completion.user_data() as usize;
                let order = self.in_flight.remove(place);
                if place == self.bell {
                    self.listen();
                    self.waiting.extend(self.inbox.take_all());
                } else {
                    order.finish(completion.result());
                }
            }
            while self.in_flight.len() < MOST_IN_FLIGHT as usize
                && let Some(order) = self.waiting.pop_front()
            {
                self.begin(order);
            }
        }
    }

    /// Hands over what has begun, and waits until something is through.
    fn wait(&self) -> io::Result<()> {
        match self.ring.submit_and_wait(1) {
            Ok(_) => Ok(()),
            Err(error) => match error.kind() {
                io::ErrorKind::Interrupted => Ok(()),
                // It has no memory, or wants to be rid of what is through first.
                io::ErrorKind::WouldBlock | io::ErrorKind::ResourceBusy => {
                    thread::sleep(WHILE);
                    Ok(())
                }
                _ => Err(error),
            },
        }
    }

    /// Has the bell heard the next time it rings, or at once if it has rung.
    fn listen(&mut self) {
        let what = What::Read { file: Arc::clone(&self.inbox.bell), from: 0, offset: 0 };
        let (order, _) = Order::new(what, vec![0; size_of::<u64>()]);
        self.bell = self.begin(order);
    }

    /// Leaves an order to the system. Returns its place.
    pub(super) fn begin(&mut self, mut order: Order) -> usize {
        let entry = order.entry();
        let place = self.in_flight.insert(order);
        let entry = entry.user_data(place as u64);
        // SAFETY: The system writes to memory that is owned by the order, and reads a path that is, from the moment at which the ring is
        // entered until it says that it is through. All that time the order is in `in_flight`, where nobody looks at it: it is
        // only taken out when the system says so (`serve`), or to be abandoned with all that it owns (`drop`, which comes before the
        // fields are dropped). Moving the order moves neither the memory, which is on the heap, nor the open file.
        let pushed = unsafe { self.ring.submission().push(&entry) };
        pushed.expect("there is room for as many as may be in flight");
        place
    }
}

/// However the thread ends, by a panic too: nobody is left waiting.
impl Drop for Driver {
    fn drop(&mut self) {
        self.in_flight.drain().for_each(Order::abandon);
        self.inbox.close().into_iter().chain(self.waiting.drain(..)).for_each(Order::refuse);
    }
}

//! The leaf of every case: a future that is ready after a scripted number of polls.

use super::{Noisy, event, noisy, step, trace::drop_step};
use std::{
    cell::Cell,
    future::{Future, IntoFuture},
    marker::PhantomPinned,
    pin::Pin,
    task::{Context, Poll},
};

/// Pending a number of times, then ready; says when it is made, polled and dropped. Never `Unpin`, and it notices when
/// it is moved after the first poll.
pub struct Leaf<T> {
    name: &'static str,
    left: Cell<u64>,
    output: Cell<Option<T>>,
    address: Cell<usize>,
    _pinned: PhantomPinned,
}

/// Makes a [`Leaf`] that is pending `polls` times; burns a step.
pub fn later<T>(name: &'static str, polls: u64, output: T) -> Leaf<T> {
    step();
    event(format_args!("future {name} {polls}"));
    Leaf {
        name,
        left: Cell::new(polls),
        output: Cell::new(Some(output)),
        address: Cell::new(0),
        _pinned: PhantomPinned,
    }
}

/// The same, with a value that has a destructor.
pub fn after(polls: u64, name: &'static str) -> Leaf<Noisy> {
    later(name, polls, noisy(name, polls))
}

impl<T> Leaf<T> {
    fn check_address(&self) {
        let here = std::ptr::from_ref(self).addr();
        let before = self.address.replace(here);
        if before != 0 && before != here {
            event(format_args!("{} was moved while it was borrowed", self.name));
        }
    }
}

impl<T> Future for Leaf<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let this = self.into_ref().get_ref();
        step();
        event(format_args!("poll {} {}", this.name, this.left.get()));
        this.check_address();
        if this.left.get() == 0 {
            return Poll::Ready(this.output.take().expect("a leaf was polled again"));
        }
        this.left.set(this.left.get() - 1);
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl<T> Drop for Leaf<T> {
    fn drop(&mut self) {
        event(format_args!("drop future {}", self.name));
        drop_step();
    }
}

/// Not a future but something that becomes one.
pub struct Request {
    name: &'static str,
    polls: u64,
    value: u64,
}

impl Request {
    pub fn new(name: &'static str, value: u64) -> Self {
        step();
        event(format_args!("request {name}"));
        Request { name, polls: 1, value }
    }

    /// How many times its future is pending.
    pub fn polls(mut self, polls: u64) -> Self {
        step();
        self.polls = polls;
        self
    }
}

impl IntoFuture for Request {
    type Output = u64;
    type IntoFuture = Leaf<u64>;

    fn into_future(self) -> Leaf<u64> {
        step();
        event(format_args!("into_future {}", self.name));
        later(self.name, self.polls, self.value)
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        event(format_args!("drop request {}", self.name));
        drop_step();
    }
}

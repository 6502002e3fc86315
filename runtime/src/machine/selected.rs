//! What `select!` polls beside each other, until one is ready.

use core::{
    cell::Cell,
    fmt,
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll},
};

/// What is awaited, in a tuple.
pub trait Start {
    /// The futures.
    type Started;

    /// Makes them, one after the other.
    fn start(self) -> Self::Started;
}

/// The futures of a `select!`, and which of them may still be polled.
#[derive(Debug)]
pub struct Branches<T> {
    pub(super) futures: T,
    /// A bit for each.
    pub(super) open: u8,
}

/// A future of a `select!`.
#[derive(Debug)]
pub struct Selectable<'a, F> {
    future: Pin<&'a mut F>,
    open: &'a Cell<u8>,
    bit: u8,
}

impl<'a, F> Selectable<'a, F> {
    /// # Safety
    /// The future is pinned.
    #[inline]
    pub(super) unsafe fn new(future: &'a mut F, open: &'a Cell<u8>, number: u8) -> Self {
        // SAFETY: by contract.
        Selectable { future: unsafe { Pin::new_unchecked(future) }, open, bit: 1 << number }
    }

    /// Was its condition true, and is it not done yet?
    #[inline]
    pub fn is_open(&self) -> bool {
        self.open.get() & self.bit != 0
    }
}

impl<F: Future> Future for Selectable<'_, F> {
    type Output = F::Output;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let polled = self.future.as_mut().poll(cx);
        if polled.is_ready() {
            self.open.set(self.open.get() & !self.bit);
        }
        polled
    }
}

/// Polls the futures of a tuple as `P` does, until that has chosen one.
pub struct Selected<T, P> {
    pub(super) branches: Branches<T>,
    poll: P,
}

impl<T, P> fmt::Debug for Selected<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Selected(_)")
    }
}

/// What awaits one of the futures of a tuple, as `select!` does.
#[inline]
pub fn select<T, P, O>(futures: T, poll: P) -> Selected<T::Started, P>
where
    T: Start,
    P: FnMut(Pin<&mut Branches<T::Started>>, &mut Context<'_>) -> Poll<O>,
{
    Selected { branches: Branches { futures: futures.start(), open: u8::MAX }, poll }
}

/// The same, where each has a condition.
#[inline]
pub fn select_if<T, P, O, const COUNT: usize>(conditions: [bool; COUNT], futures: T, poll: P) -> Selected<T::Started, P>
where
    T: Start,
    P: FnMut(Pin<&mut Branches<T::Started>>, &mut Context<'_>) -> Poll<O>,
{
    let mut selected = select(futures, poll);
    selected.branches.open = conditions.into_iter().rev().fold(0, |open, condition| open << 1 | u8::from(condition));
    selected
}

impl<T, P, O> Future for Selected<T, P>
where
    P: FnMut(Pin<&mut Branches<T>>, &mut Context<'_>) -> Poll<O>,
{
    type Output = O;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<O> {
        // SAFETY: the futures are not moved, and what polls them is not pinned.
        let Selected { branches, poll } = unsafe { self.get_unchecked_mut() };
        // SAFETY: they are pinned with `self`.
        poll(unsafe { Pin::new_unchecked(branches) }, cx)
    }
}

/// Polls a future that is made for one poll: all that it has to remember is elsewhere.
#[inline]
pub fn poll_once<F: Future>(future: F, cx: &mut Context<'_>) -> Poll<F::Output> {
    pin!(future).poll(cx)
}

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

    /// Makes them, one after the other, and with them what awaits one.
    fn select<P>(self, open: u8, poll: P) -> Selected<Self::Started, P>;
}

/// The futures of a `select!`, and which of them may still be polled.
#[derive(Debug)]
pub struct Branches<'a, T> {
    pub(super) futures: Pin<&'a mut T>,
    pub(super) open: &'a mut u8,
}

/// The future of this number in a `select!`.
#[derive(Debug)]
pub struct Selectable<'a, F, const NUMBER: u8> {
    /// The future alone, which is not noted to be done.
    pub future: Pin<&'a mut F>,
    pub(super) open: &'a Cell<u8>,
}

impl<F, const NUMBER: u8> Selectable<'_, F, NUMBER> {
    const BIT: u8 = 1 << NUMBER;

    /// Was its condition true, and is it not done yet?
    #[inline]
    pub fn is_open(&self) -> bool {
        self.open.get() & Self::BIT != 0
    }
}

impl<F: Future, const NUMBER: u8> Future for Selectable<'_, F, NUMBER> {
    type Output = F::Output;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let polled = self.future.as_mut().poll(cx);
        if polled.is_ready() {
            self.open.set(self.open.get() & !Self::BIT);
        }
        polled
    }
}

/// Polls the futures of a tuple as `P` does, until that has chosen one.
pub struct Selected<T, P> {
    pub(super) futures: T,
    /// Which may still be polled: a bit for each.
    pub(super) open: u8,
    pub(super) poll: P,
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
    P: FnMut(Branches<'_, T::Started>, &mut Context<'_>) -> Poll<O>,
{
    futures.select(u8::MAX, poll)
}

/// The same, where each has a condition.
#[inline]
pub fn select_if<T, P, O, const COUNT: usize>(conditions: [bool; COUNT], futures: T, poll: P) -> Selected<T::Started, P>
where
    T: Start,
    P: FnMut(Branches<'_, T::Started>, &mut Context<'_>) -> Poll<O>,
{
    let open = conditions.into_iter().rev().fold(0, |open, condition| open << 1 | u8::from(condition));
    futures.select(open, poll)
}

impl<T, P, O> Future for Selected<T, P>
where
    P: FnMut(Branches<'_, T>, &mut Context<'_>) -> Poll<O>,
{
    type Output = O;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<O> {
        // SAFETY: the futures are not moved, and what polls them is not pinned.
        let Selected { futures, open, poll } = unsafe { self.get_unchecked_mut() };
        // SAFETY: they are pinned with `self`.
        poll(Branches { futures: unsafe { Pin::new_unchecked(futures) }, open }, cx)
    }
}

/// Polls a future that is made for one poll: all that it has to remember is elsewhere.
#[inline]
pub fn poll_once<F: Future>(future: F, cx: &mut Context<'_>) -> Poll<F::Output> {
    pin!(future).poll(cx)
}

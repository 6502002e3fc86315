//! A future that lets the others go first.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// A future that is pending once, and wakes itself: all tasks that are ready now are polled before it comes back.
///
/// ```
/// use manual_async_runtime::{Executor, yield_now};
/// use std::cell::RefCell;
///
/// let log = RefCell::new(String::new());
/// let say = |name| {
///     let log = &log;
///     async move {
///         for _ in 0..3 {
///             log.borrow_mut().push(name);
///             yield_now().await;
///         }
///     }
/// };
/// Executor::new().run_all([say('a'), say('b')]);
/// assert_eq!(log.into_inner(), "ababab");
/// ```
pub fn yield_now() -> YieldNow {
    YieldNow { has_yielded: false }
}

/// Made by [`yield_now`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct YieldNow {
    has_yielded: bool,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.has_yielded {
            return Poll::Ready(());
        }
        self.has_yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

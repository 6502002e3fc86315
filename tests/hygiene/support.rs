//! What the programs beside this file run their futures with.

use std::cell::RefCell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

pub use manual_async;

/// The function as a machine, also where nobody has `manual_async` as a dependency.
#[macro_export]
macro_rules! machine_of {
    ($function:item) => {
        #[$crate::manual_async::manual_async(crate = $crate::manual_async)]
        $function
    };
}

/// Polls `future` until it is ready.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// A future that is pending once, and then gives `value`.
pub fn later<T: Unpin>(value: T) -> Later<T> {
    Later { value: Some(value), polled: false }
}

/// Made by [`later`].
pub struct Later<T> {
    value: Option<T>,
    polled: bool,
}

impl<T: Unpin> Future for Later<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        if std::mem::replace(&mut self.polled, true) {
            return Poll::Ready(Option::take(&mut self.value).expect("polled after it was ready"));
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

thread_local! {
    static SAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes that something happened.
pub fn say(what: impl Into<String>) {
    SAID.with_borrow_mut(|said| said.push(what.into()));
}

/// What was noted since the last time.
pub fn said() -> Vec<String> {
    SAID.with_borrow_mut(std::mem::take)
}

/// Notes its own end.
pub struct Loud(pub &'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        say(format!("drop {}", self.0));
    }
}

impl Loud {
    /// A value that borrows nothing.
    pub fn number(&self) -> Option<u8> {
        say(format!("number of {}", self.0));
        self.0.len().try_into().ok()
    }
}

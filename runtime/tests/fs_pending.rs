//! Where nothing is read at once, one sees that every operation waits. That is said for the whole process: so this is one of its own.

use manual_async_runtime::fs::{self, File};
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
    thread,
};

/// What a future gives that is pending at first.
fn waited<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut cx).is_pending());
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::yield_now(),
        }
    }
}

#[test]
fn every_operation_is_pending_once() {
    fs::read_at_once(false);
    // Often, so that the threads are quick at times.
    for _ in 0..500 {
        let mut file = waited(File::open("Cargo.toml")).unwrap();
        let (mut first, mut rest) = ([0; 1], String::new());
        assert_eq!(waited(file.read(&mut first)).unwrap(), 1);
        waited(file.read_to_string(&mut rest)).unwrap();
        assert_eq!(waited(fs::read_to_string("Cargo.toml")).unwrap(), format!("{}{rest}", char::from(first[0])));
        assert!(waited(File::open("no such file")).is_err());
    }
}

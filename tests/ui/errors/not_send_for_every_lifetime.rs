//! What is `Send` for one lifetime alone, no future may keep that is to be.
use manual_async::manual_async;
use std::{cell::Cell, future::ready};

struct Name<'a>(&'a Cell<u8>);

unsafe impl Send for Name<'static> {}

#[manual_async]
async fn first() -> u8 {
    let cell = Cell::new(1);
    let name = Name(&cell);
    ready(()).await;
    name.0.get()
}

fn require_send<T: Send>(_: T) {}

fn main() {
    require_send(first());
}

use manual_async::manual_async;
use std::{cell::Cell, future::ready};

struct Counter {
    count: Cell<u8>,
    name: String,
}

impl Counter {
    #[manual_async]
    async fn length(&self) -> usize {
        ready(()).await;
        self.name.len()
    }
}

fn require_send<T: Send>(_: T) {}

fn main() {
    let counter = Counter { count: Cell::new(1), name: String::new() };
    require_send(counter.length());
    counter.count.set(2);
}

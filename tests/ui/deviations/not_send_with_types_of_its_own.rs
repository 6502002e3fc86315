//! Natively the words are those of `errors/not_send_across_await`.
use manual_async::manual_async;
use std::{future::ready, rc::Rc};

#[manual_async]
async fn hold<T>(value: T) -> T {
    let shared = Rc::new(1);
    ready(()).await;
    drop(shared);
    value
}

fn require_send<T: Send>(_: T) {}

fn main() {
    require_send(hold(1));
}

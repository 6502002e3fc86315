//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

struct Both {
    left: String,
    right: String,
}

#[manual_async]
async fn closes(both: Box<Both>) -> usize {
    let close = || both.right.into_bytes();
    ready(()).await;
    close().len()
}

#[manual_async]
async fn before(both: Box<Both>) -> usize {
    let right = both.right;
    let close = || right.into_bytes();
    ready(()).await;
    close().len() + both.left.len()
}

fn main() {}

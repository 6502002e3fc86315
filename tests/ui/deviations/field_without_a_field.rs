//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

#[manual_async]
async fn taken(both: ((String, String), u8)) -> usize {
    ready(()).await;
    drop(both.0.0);
    let (_, second) = both.0;
    ready(()).await;
    second.len()
}

#[manual_async]
async fn by_its_name(both: ((String, String), u8)) -> usize {
    ready(()).await;
    drop(both.0.0);
    let second = both.0.1;
    ready(()).await;
    second.len()
}

fn main() {}

//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

macro_rules! lazy {
    ($value:expr) => {
        || $value
    };
}

#[manual_async]
async fn counts(list: Vec<u8>) -> usize {
    let count = lazy!(list.len());
    ready(()).await;
    count() + count()
}

#[manual_async]
async fn written(list: Vec<u8>) -> usize {
    let count = || list.len();
    ready(()).await;
    count() + count()
}

fn main() {}

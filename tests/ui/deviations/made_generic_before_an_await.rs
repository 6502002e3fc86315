//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

struct Wrapper<T>(T);

fn len(list: Wrapper<&[u8]>, more: usize) -> usize {
    list.0.len() + more
}

#[manual_async]
async fn wanted(list: Vec<u8>) -> usize {
    len(Wrapper(&list), ready(1).await)
}

#[manual_async]
async fn with_a_type(list: Vec<u8>) -> usize {
    let list: Wrapper<&[u8]> = Wrapper(&list);
    len(list, ready(1).await)
}

fn main() {}

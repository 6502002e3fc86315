//! Natively this compiles.
use manual_async::manual_async;

fn len(list: Option<&[u8]>, more: usize) -> usize {
    list.map_or(0, <[u8]>::len) + more
}

#[manual_async]
async fn wanted(list: Vec<u8>) -> usize {
    len({ drop(list.first()); Some(&list) }, std::future::ready(1).await)
}

fn main() {}

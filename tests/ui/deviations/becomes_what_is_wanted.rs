//! Natively this compiles.
use manual_async::manual_async;
use std::fmt::Debug;

fn len(list: Vec<Box<dyn Debug>>, more: usize) -> usize {
    list.len() + more
}

#[manual_async]
async fn wanted() -> usize {
    len(vec![Box::new(1)], std::future::ready(1).await)
}

#[manual_async]
async fn with_a_type() -> usize {
    let list: Vec<Box<dyn Debug>> = vec![Box::new(1)];
    len(list, std::future::ready(1).await)
}

fn main() {}

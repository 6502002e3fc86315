//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

#[manual_async]
async fn length(n: usize) -> impl Fn(&str) -> usize {
    ready(()).await;
    move |s| s.len() + n
}

#[manual_async]
async fn with_a_type(n: usize) -> impl Fn(&str) -> usize {
    ready(()).await;
    move |s: &str| s.len() + n
}

fn main() {}

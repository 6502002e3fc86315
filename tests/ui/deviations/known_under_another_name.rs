//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;
use tokio::{join as both, select as choose};

#[manual_async]
async fn chooses() -> u8 {
    choose! {
        n = ready(1) => ready(n).await,
    }
}

#[manual_async]
async fn joins() -> u8 {
    both!(ready(1), async { ready(2).await }).0
}

fn main() {}

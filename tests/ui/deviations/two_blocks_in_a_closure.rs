//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

#[manual_async]
async fn hidden() -> u8 {
    let n = ready(1_u8).await;
    let call = async move || {
        let first = async { ready(n).await };
        let second = async { ready(n).await };
        first.await + second.await
    };
    ready(()).await;
    call().await
}

#[manual_async]
async fn with_a_type() -> u8 {
    let n: u8 = ready(1_u8).await;
    let call = async move || {
        let first = async { ready(n).await };
        let second = async { ready(n).await };
        first.await + second.await
    };
    ready(()).await;
    call().await
}

fn main() {}

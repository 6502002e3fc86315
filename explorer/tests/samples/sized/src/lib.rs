//! Functions with known sizes.
#![forbid(unsafe_code)]

use std::future::ready;

use manual_async::manual_async;

/// 1,000 bytes live across the await, and a reference.
#[manual_async]
pub async fn buffered(name: &str) -> usize {
    let buffer = [0u8; 1000];
    let length = ready(name.len()).await;
    buffer.len() + length
}

mod inner {
    pub struct Counter(u64);

    #[manual_async::manual_async]
    impl Counter {
        async fn add(&mut self, n: u64) -> u64 {
            self.0 += std::future::ready(n).await;
            super::pause().await;
            self.0
        }

        #[manual_async(skip)]
        async fn skipped() {}
    }
}

#[manual_async]
async fn pause() {
    ready(()).await
}

#[manual_async]
async fn generic<T>(value: T) -> T {
    ready(()).await;
    value
}

/// It has no attribute.
async fn native() {
    ready(()).await
}

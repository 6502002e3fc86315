use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    1.await
}

fn main() {}

// differs from native: both copies of the body are checked, and they say it in different words

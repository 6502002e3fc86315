use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    1.await
}

fn main() {}

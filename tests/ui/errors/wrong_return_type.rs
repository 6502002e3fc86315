use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    wait().await;
    "one"
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count(&self) -> u8 {
    wait().await;
    1
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count() -> usize {
    wait().await;
    size
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count() {
    wait().await;
    break;
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn send(text: String) {
    for _ in 0..2 {
        while wait().await {
            take(text).await;
        }
    }
}

async fn wait() -> bool {
    true
}

async fn take(_: String) {}

fn main() {}

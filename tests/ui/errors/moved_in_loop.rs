use manual_async::manual_async;

#[manual_async]
async fn consume(text: String) {
    for _ in 0..3 {
        drop(text);
        wait().await;
    }
}

async fn wait() {}

fn main() {}

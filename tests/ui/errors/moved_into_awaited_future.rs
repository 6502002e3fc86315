use manual_async::manual_async;

#[manual_async]
async fn consume(text: String) -> usize {
    take(text).await;
    text.len()
}

async fn take(text: String) {
    drop(text);
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count(text: String) -> usize {
    wait().await;
    text.size()
}

async fn wait() {}

fn main() {}

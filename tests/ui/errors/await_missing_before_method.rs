use manual_async::manual_async;

#[manual_async]
async fn count() -> usize {
    wait().await;
    let text = text();
    text.len()
}

async fn text() -> String {
    String::new()
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn pick(first: &str, second: &str) -> &str {
    wait().await;
    if first.is_empty() { second } else { first }
}

async fn wait() {}

fn main() {}

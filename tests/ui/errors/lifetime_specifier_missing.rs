use manual_async::manual_async;

#[manual_async]
async fn longest(left: &str, right: &str) -> &str {
    wait().await;
    if left.len() > right.len() { left } else { right }
}

async fn wait() {}

fn main() {}

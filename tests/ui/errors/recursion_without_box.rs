use manual_async::manual_async;

#[manual_async]
async fn count(n: u8) -> u8 {
    wait().await;
    if n == 0 { 0 } else { count(n - 1).await }
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count(limit: usize) -> bool {
    let x = number().await;
    wait().await;
    if x == "one" {
        wait().await;
    }
    x < limit && !limit
}

async fn number() -> u8 {
    1
}

async fn wait() {}

fn main() {}

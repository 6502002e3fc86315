use manual_async::manual_async;

#[manual_async]
async fn count(value: Option<u8>) -> u8 {
    let Some(x) = value;
    wait().await;
    x
}

async fn wait() {}

fn main() {}

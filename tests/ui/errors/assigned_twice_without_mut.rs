use manual_async::manual_async;

#[manual_async]
async fn assign() -> u8 {
    let x = 1;
    wait().await;
    x = 2;
    x
}

async fn wait() {}

fn main() {}

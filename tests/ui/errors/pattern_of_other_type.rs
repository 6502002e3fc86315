use manual_async::manual_async;

#[manual_async]
async fn count(value: (u8, u8)) -> u8 {
    let (a, b, c) = value;
    wait().await;
    a + b + c
}

async fn wait() {}

fn main() {}

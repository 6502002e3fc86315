use manual_async::manual_async;

#[manual_async]
async fn assign() -> u8 {
    let mut x = 1;
    let borrowed = &x;
    x = 2;
    wait().await;
    *borrowed + x
}

async fn wait() {}

fn main() {}

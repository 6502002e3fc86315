use manual_async::manual_async;

#[manual_async]
async fn count() {
    let x: String = next().await;
    drop(x);
}

async fn next() -> u8 {
    1
}

fn main() {}


use manual_async::manual_async;

#[manual_async]
async fn sum() -> u8 {
    let mut total = 0;
    total += next().await;
    total
}

async fn next() -> u8 {
    1
}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn sum() -> u8 {
    1 + const { next().await }
}

async fn next() -> u8 {
    1
}

fn main() {}

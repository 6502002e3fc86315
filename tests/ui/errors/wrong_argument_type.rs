use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    next("one").await
}

async fn next(start: u8) -> u8 {
    start
}

fn main() {}

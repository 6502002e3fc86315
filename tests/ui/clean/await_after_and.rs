use manual_async::manual_async;

#[manual_async]
async fn check(ready: bool) -> bool {
    ready && next().await > 0
}

async fn next() -> u8 {
    1
}

fn main() {}

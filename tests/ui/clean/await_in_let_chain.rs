use manual_async::manual_async;

#[manual_async]
async fn check(start: Option<u8>) -> u8 {
    if let Some(start) = start
        && let 1.. = next().await
    {
        start
    } else {
        0
    }
}

async fn next() -> u8 {
    1
}

fn main() {}

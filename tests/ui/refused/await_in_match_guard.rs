use manual_async::manual_async;

#[manual_async]
async fn check(start: Option<u8>) -> u8 {
    match start {
        Some(start) if start == next().await => start,
        _ => 0,
    }
}

async fn next() -> u8 {
    1
}

fn main() {}

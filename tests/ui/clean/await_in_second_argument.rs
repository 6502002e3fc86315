use manual_async::manual_async;

#[manual_async]
async fn sum() -> u8 {
    add(first(), next().await)
}

fn first() -> u8 {
    1
}

fn add(a: u8, b: u8) -> u8 {
    a + b
}

async fn next() -> u8 {
    1
}

fn main() {}

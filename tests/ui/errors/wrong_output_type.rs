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

// differs from native: what is awaited natively has marks of its own, by which rustc tells it from what the machine is given

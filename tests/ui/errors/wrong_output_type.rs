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

// differs from native: what is awaited natively is a `match` that rustc does not show, while that of the machine is one to it

use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    wait().await;
    number()
}

async fn number() -> u8 {
    1
}

async fn wait() {}

fn main() {}

// differs from native: rustc advises to await only in async code, which the machine is not

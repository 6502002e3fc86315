#![deny(unused_must_use)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() {
    fallible().await;
    wait().await;
}

async fn fallible() -> Result<u8, u8> {
    Ok(1)
}

async fn wait() {}

fn main() {}

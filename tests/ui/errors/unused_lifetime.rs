#![deny(unused_lifetimes)]

use manual_async::manual_async;

#[manual_async]
pub async fn count<'a>() -> u8 {
    wait().await;
    1
}

async fn wait() {}

fn main() {}

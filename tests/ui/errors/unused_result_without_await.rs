#![deny(unused_must_use)]

use manual_async::manual_async;

#[manual_async]
pub async fn count(text: &str) {
    wait().await;
    text.parse::<u8>();
}

async fn wait() {}

fn main() {}

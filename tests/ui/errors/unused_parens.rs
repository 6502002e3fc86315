#![deny(unused_parens)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() -> u8 {
    let x = (1);
    wait().await;
    x
}

async fn wait() {}

fn main() {}

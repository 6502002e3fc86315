#![deny(deprecated)]

use manual_async::manual_async;

#[deprecated = "use `new`"]
fn old() -> u8 {
    1
}

#[manual_async]
pub async fn count() -> u8 {
    wait().await;
    old()
}

async fn wait() {}

fn main() {}

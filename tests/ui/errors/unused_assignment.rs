#![deny(unused_assignments)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() -> u8 {
    let mut x = 1;
    wait().await;
    x = 2;
    x
}

async fn wait() {}

fn main() {}

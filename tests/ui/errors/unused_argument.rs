#![deny(unused_variables)]

use manual_async::manual_async;

#[manual_async]
pub async fn count(unused: u8, (used, also_unused): (u8, u8)) -> u8 {
    wait().await;
    used
}

async fn wait() {}

fn main() {}

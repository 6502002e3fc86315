#![deny(unused_mut)]

use manual_async::manual_async;

#[manual_async]
pub async fn count(mut start: u8) -> u8 {
    let mut list = vec![1];
    wait().await;
    start + list[0]
}

async fn wait() {}

fn main() {}

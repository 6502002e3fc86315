#![deny(unused_variables)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() -> u8 {
    let unused = 1;
    wait().await;
    2
}

async fn wait() {}

fn main() {}

#![deny(unreachable_code)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() -> u8 {
    wait().await;
    return 1;
    wait().await;
    2
}

async fn wait() {}

fn main() {}

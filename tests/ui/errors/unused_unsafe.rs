#![deny(unused_unsafe)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() -> u8 {
    wait().await;
    unsafe { 1 }
}

async fn wait() {}

fn main() {}

#![deny(unsafe_code)]

use manual_async::manual_async;

#[manual_async]
pub async fn count(pointer: *const u8) -> u8 {
    wait().await;
    unsafe { *pointer }
}

async fn wait() {}

fn main() {}

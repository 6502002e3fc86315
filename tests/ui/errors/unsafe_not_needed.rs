#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
pub async fn count() -> u8 {
    let x = unsafe { number().await };
    number().await + unsafe { x }
}

async fn number() -> u8 {
    1
}

fn main() {}

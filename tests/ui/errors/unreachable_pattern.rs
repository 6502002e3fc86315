#![deny(unreachable_patterns)]

use manual_async::manual_async;

#[manual_async]
pub async fn count(value: u8) -> u8 {
    match value {
        _ => 0,
        1 => {
            wait().await;
            1
        }
    }
}

async fn wait() {}

fn main() {}

#![deny(unused_variables)]

use manual_async::manual_async;

#[manual_async]
pub async fn count(value: Option<u8>) -> u8 {
    match value {
        Some(x) => {
            wait().await;
            1
        }
        None => 0,
    }
}

async fn wait() {}

fn main() {}

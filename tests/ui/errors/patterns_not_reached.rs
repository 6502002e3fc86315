#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
pub async fn first(value: Option<u8>) -> u8 {
    match value {
        Some(x) => {
            wait().await;
            x
        }
        None => 0,
        _ => 1,
    }
}

#[manual_async]
pub async fn second(value: u8) -> u8 {
    wait().await;
    match value {
        other => other,
        0 => 1,
    }
}

async fn wait() {}

fn main() {}

#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
pub async fn count(argument: u8, (left, right): (u8, u8)) -> u8 {
    let never = 1;
    let awaited = number().await;
    if let Some(inner) = Some(1) {
        number().await;
    }
    match number().await {
        0 => 0,
        other => left,
    }
}

async fn number() -> u8 {
    1
}

fn main() {}

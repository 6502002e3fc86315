#![deny(non_snake_case)]

use manual_async::manual_async;

#[manual_async]
pub async fn Count() -> u8 {
    let Start = 1;
    wait().await;
    Start
}

async fn wait() {}

fn main() {}

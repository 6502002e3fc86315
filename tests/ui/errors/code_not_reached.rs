#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
pub async fn first(value: u8) -> u8 {
    wait().await;
    if value == 0 {
        return 1;
        wait().await;
    }
    loop {
        wait().await;
    }
    2
}

#[manual_async]
pub async fn second() {
    panic!("no");
    wait().await;
}

async fn wait() {}

fn main() {}

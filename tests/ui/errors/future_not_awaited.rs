#![deny(unused_must_use)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() {
    wait();
    wait().await;
}

async fn wait() {}

fn main() {}

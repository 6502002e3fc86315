#![deny(dead_code)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() {
    fn never_called() {}
    wait().await;
}

async fn wait() {}

fn main() {}

#![deny(unused_imports)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() {
    use std::collections::HashMap;
    wait().await;
}

async fn wait() {}

fn main() {}

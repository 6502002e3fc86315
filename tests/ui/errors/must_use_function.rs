#![deny(unused_must_use)]

use manual_async::manual_async;

#[manual_async]
#[must_use = "count it"]
async fn count() -> u8 {
    wait().await;
    1
}

pub async fn caller() {
    count();
}

async fn wait() {}

fn main() {}

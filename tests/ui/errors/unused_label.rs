#![deny(unused_labels)]

use manual_async::manual_async;

#[manual_async]
pub async fn count() {
    'outer: loop {
        wait().await;
        break;
    }
}

async fn wait() {}

fn main() {}

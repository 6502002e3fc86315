#![deny(missing_docs)]
//! A crate.

use manual_async::manual_async;

#[manual_async]
pub async fn count() -> u8 {
    wait().await;
    1
}

async fn wait() {}

fn main() {}

#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
pub async fn run() {
    attempt().await;
    attempt();
    important();
    wait().await == 1;
}

async fn attempt() -> Result<u8, u8> {
    Ok(1)
}

#[must_use = "it is important"]
fn important() -> u8 {
    1
}

async fn wait() -> u8 {
    1
}

fn main() {}

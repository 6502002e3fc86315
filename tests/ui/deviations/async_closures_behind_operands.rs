//! Natively this compiles.
use manual_async::manual_async;

struct Link;

impl Link {
    async fn read(&self) -> u64 {
        1
    }
}

fn ticket() -> String {
    String::new()
}

async fn send(_: String, _: u64) {}

#[manual_async]
async fn read_and_send(link: Link) {
    send(ticket(), (async move || link.read().await)().await).await;
}

fn main() {}

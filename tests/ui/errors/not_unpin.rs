use manual_async::manual_async;

fn require_unpin(_: impl Unpin) {}

#[manual_async]
async fn hold() {
    wait().await;
}

fn main() {
    require_unpin(hold());
}

async fn wait() {}

// differs from native: both copies of the body are checked, and they say it in different words

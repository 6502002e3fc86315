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

// differs from native: rustc has words of its own for futures that it has made, and lists the types of others

use manual_async::manual_async;

#[manual_async]
async fn count() {
    wait().await;
    printline!("x");
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn collect() {
    let list = Vec::new();
    wait().await;
    drop(list);
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count() {
    let x: String = 1;
    wait().await;
    drop(x);
}

async fn wait() {}

fn main() {}

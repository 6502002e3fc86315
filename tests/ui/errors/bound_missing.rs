use manual_async::manual_async;

#[manual_async]
async fn copy<T>(value: &T) -> T {
    wait().await;
    value.clone()
}

async fn wait() {}

fn main() {}

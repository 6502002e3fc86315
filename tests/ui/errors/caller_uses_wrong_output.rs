use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    wait().await;
    1
}

async fn caller() -> String {
    count().await
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count(value: Option<u8>) -> u8 {
    match value {
        Some(x) => {
            wait().await;
            x
        }
    }
}

async fn wait() {}

fn main() {}

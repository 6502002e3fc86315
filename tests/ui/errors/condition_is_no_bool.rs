use manual_async::manual_async;

#[manual_async]
async fn count(number: u8) {
    while number {
        wait().await;
    }
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count(flag: bool) -> u8 {
    wait().await;
    if flag {
        return;
    }
    1
}

async fn wait() {}

fn main() {}

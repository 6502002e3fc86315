use manual_async::manual_async;

#[manual_async]
async fn count(flag: bool) -> u8 {
    if flag {
        return "one";
    }
    wait().await;
    1
}

async fn wait() {}

fn main() {}

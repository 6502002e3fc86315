use manual_async::manual_async;

unsafe fn raw() -> u8 {
    1
}

#[manual_async]
async fn count() -> u8 {
    wait().await;
    raw()
}

async fn wait() {}

fn main() {}

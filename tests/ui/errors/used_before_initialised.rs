use manual_async::manual_async;

#[manual_async]
async fn late(flag: bool) -> u8 {
    let x: u8;
    if flag {
        x = 1;
    }
    wait().await;
    x
}

async fn wait() {}

fn main() {}

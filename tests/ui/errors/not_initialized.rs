use manual_async::manual_async;

#[manual_async]
async fn count(flag: bool) -> u8 {
    let x: u8;
    if flag {
        x = number().await;
    }
    number().await;
    x
}

async fn number() -> u8 {
    1
}

fn main() {}

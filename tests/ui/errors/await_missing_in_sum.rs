use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    let x = number().await;
    x + number()
}

async fn number() -> u8 {
    1
}

fn main() {}

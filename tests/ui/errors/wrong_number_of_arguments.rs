use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    let x = add(1).await;
    add(x, 2, 3).await
}

async fn add(left: u8, right: u8) -> u8 {
    left + right
}

fn main() {}

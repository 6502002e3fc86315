use manual_async::manual_async;

async fn wait() {}

#[manual_async]
async fn length(text: str) -> usize {
    wait().await;
    text.len()
}

#[manual_async]
async fn head(bytes: &[u8]) -> [u8] {
    wait().await;
    bytes[..2]
}

trait Animal {}

#[manual_async]
async fn dog() -> dyn Animal {
    wait().await;
    todo!()
}

fn main() {}

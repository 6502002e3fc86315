use manual_async::manual_async;

#[manual_async]
async fn parse(text: &str) -> u8 {
    wait().await;
    text.parse::<u8>()?
}

async fn wait() {}

fn main() {}

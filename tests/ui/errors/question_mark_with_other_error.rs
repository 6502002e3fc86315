use manual_async::manual_async;

struct Error;

#[manual_async]
async fn parse(text: &str) -> Result<u8, Error> {
    wait().await;
    Ok(text.parse::<u8>()?)
}

async fn wait() {}

fn main() {}

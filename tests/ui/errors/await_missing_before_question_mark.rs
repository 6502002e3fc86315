use manual_async::manual_async;

#[manual_async]
async fn count() -> Result<u8, String> {
    wait().await;
    let number = number()?;
    Ok(number)
}

async fn number() -> Result<u8, String> {
    Ok(1)
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count(flag: bool) -> Result<u8, String> {
    let x: u8 = text().await;
    let y: u8 = if flag { number().await } else { "one" };
    take(text().await);
    if flag {
        return Ok(text().await);
    }
    Ok(x + y)
}

async fn text() -> String {
    String::new()
}

async fn number() -> u8 {
    1
}

fn take(_: u8) {}

fn main() {}


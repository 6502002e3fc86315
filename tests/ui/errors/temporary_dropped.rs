use manual_async::manual_async;

#[manual_async]
async fn longest() -> usize {
    let text: &str = String::from("a").as_str();
    wait().await;
    text.len()
}

async fn wait() {}

fn main() {}

// differs from native: both copies of the body are checked, and they say it in different words

use manual_async::manual_async;

#[manual_async]
async fn longest() -> usize {
    let text: &str = String::from("a").as_str();
    wait().await;
    text.len()
}

async fn wait() {}

fn main() {}

// differs from native: rustc checks borrows in the machine too, where the value is used in other places

use manual_async::manual_async;

#[manual_async]
async fn longest() -> usize {
    let text: &str = String::from("a").as_str();
    wait().await;
    text.len()
}

async fn wait() {}

fn main() {}

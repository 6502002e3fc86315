use manual_async::manual_async;

#[manual_async]
async fn count(name: String) -> usize {
    let text = String::from("a");
    wait().await;
    let first = length(text).await;
    first + length(name).await
}

async fn length(of: &str) -> usize {
    of.len()
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn length(text: String) -> usize {
    drop(text);
    wait().await;
    text.len()
}

async fn wait() {}

fn main() {}

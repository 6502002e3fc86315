use manual_async::manual_async;

#[manual_async]
async fn consume(text: String) -> usize {
    let length = async move { text.len() };
    wait().await;
    length.await + text.len()
}

async fn wait() {}

fn main() {}

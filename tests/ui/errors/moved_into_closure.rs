use manual_async::manual_async;

#[manual_async]
async fn consume(text: String) -> usize {
    let length = move || text.len();
    wait().await;
    length() + text.len()
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn consume(text: String) -> usize {
    let borrowed = &text;
    wait().await;
    drop(text);
    borrowed.len()
}

async fn wait() {}

fn main() {}

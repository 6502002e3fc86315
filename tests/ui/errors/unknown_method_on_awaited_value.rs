use manual_async::manual_async;

#[manual_async]
async fn count() -> usize {
    text().await.length()
}

async fn text() -> String {
    String::new()
}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn consume(pair: (String, String)) -> usize {
    let (first, _) = pair;
    wait().await;
    first.len() + pair.0.len()
}

async fn wait() {}

fn main() {}

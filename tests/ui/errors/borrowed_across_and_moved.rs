use manual_async::manual_async;

#[manual_async]
async fn count(list: Vec<String>) -> usize {
    let first = &list[0];
    wait().await;
    let list = consume(list).await;
    first.len() + list
}

async fn consume(list: Vec<String>) -> usize {
    list.len()
}

async fn wait() {}

fn main() {}

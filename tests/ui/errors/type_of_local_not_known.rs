use manual_async::manual_async;

#[manual_async]
async fn count() -> usize {
    let number = "1".parse().unwrap();
    wait().await;
    drop(number);
    let list = [1, 2].into_iter().collect();
    wait().await;
    list.len()
}

async fn wait() {}

fn main() {}

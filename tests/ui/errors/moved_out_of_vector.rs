use manual_async::manual_async;

#[manual_async]
async fn first(list: Vec<String>) -> String {
    wait().await;
    list[0]
}

async fn wait() {}

fn main() {}

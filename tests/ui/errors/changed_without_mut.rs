use manual_async::manual_async;

#[manual_async]
async fn push(list: Vec<u8>) -> Vec<u8> {
    wait().await;
    list.push(1);
    list
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn push(list: &Vec<u8>) {
    wait().await;
    list.push(1);
}

async fn wait() {}

fn main() {}


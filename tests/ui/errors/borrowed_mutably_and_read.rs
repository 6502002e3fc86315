use manual_async::manual_async;

#[manual_async]
async fn push(mut list: Vec<u8>) -> Vec<u8> {
    let first = &list[0];
    list.push(1);
    wait().await;
    list.push(*first);
    list
}

async fn wait() {}

fn main() {}

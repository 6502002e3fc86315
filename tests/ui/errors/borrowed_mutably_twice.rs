use manual_async::manual_async;

#[manual_async]
async fn push(mut list: Vec<u8>) -> Vec<u8> {
    let first = &mut list;
    let second = &mut list;
    wait().await;
    first.push(1);
    second.push(2);
    list
}

async fn wait() {}

fn main() {}

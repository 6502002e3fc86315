use manual_async::manual_async;

#[manual_async]
async fn grow(mut list: Vec<u8>) {
    for item in &list {
        wait().await;
        list.push(*item);
    }
}

async fn wait() {}

fn main() {}

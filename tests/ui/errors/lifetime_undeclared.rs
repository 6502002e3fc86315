use manual_async::manual_async;

#[manual_async]
async fn longest(left: &'a str) -> usize {
    wait().await;
    let text: &'b str = left;
    text.len()
}

async fn wait() {}

fn main() {}

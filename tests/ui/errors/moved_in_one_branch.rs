use manual_async::manual_async;

#[manual_async]
async fn length(text: String, flag: bool) -> usize {
    if flag {
        drop(text);
    }
    wait().await;
    text.len()
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
async fn count() {
    loop {
        wait().await;
        break 'outer;
    }
}

async fn wait() {}

fn main() {}

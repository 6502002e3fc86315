use manual_async::manual_async;

#[manual_async]
async fn count() {
    wait().await;
    let again = || continue;
    again()
}

async fn wait() {}

fn main() {}

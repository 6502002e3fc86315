use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    while wait().await {
        break 1;
    }
    let x = loop {
        if wait().await {
            break;
        }
        break 2;
    };
    x
}

async fn wait() -> bool {
    true
}

fn main() {}

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

// differs from native: the values of branches that await meet in one place of the machine, which is wrong about other ones

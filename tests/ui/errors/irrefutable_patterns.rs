#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
pub async fn first(pair: (u8, u8)) -> u8 {
    if let (left, _) = pair {
        wait().await;
        return left;
    }
    while let (_, right) = pair {
        wait().await;
        return right;
    }
    let (x, _) = pair else { return 1 };
    wait().await;
    x
}

async fn wait() {}

fn main() {}

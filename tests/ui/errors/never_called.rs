#![deny(dead_code)]
use manual_async::manual_async;

struct Unused;

struct Pair {
    left: u8,
    right: u8,
}

impl Pair {
    #[manual_async]
    async fn read_sum(&self) -> u8 {
        wait().await;
        self.left
    }
}

#[manual_async]
async fn never_called(pair: Pair) -> u8 {
    helper();
    wait().await;
    pair.right
}

fn helper() {}

#[manual_async]
pub async fn called() -> u8 {
    fn inside() {}
    let pair = Pair { left: 1, right: 2 };
    wait().await;
    pair.read_sum().await
}

async fn wait() {}

fn main() {
    drop(called());
}

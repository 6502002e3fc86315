//! Natively both compile.
use std::future::Future;

use manual_async::manual_async;

#[manual_async]
async unsafe fn dangerous(left: u32) -> u32 {
    if left == 0 { 0 } else { Box::pin(unsafe { dangerous(left - 1) }).await }
}

struct Tree(Vec<Tree>);

impl Tree {
    #[manual_async]
    async fn count(&self) -> usize {
        Box::pin(all(self.0.iter().map(Self::count))).await + 1
    }
}

async fn all(below: impl Iterator<Item = impl Future<Output = usize>>) -> usize {
    let mut sum = 0;
    for below in below {
        sum += Box::pin(below).await;
    }
    sum
}

fn main() {}

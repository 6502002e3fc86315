//! Natively this compiles.
use manual_async::manual_async;

struct Link(u64);

impl Link {
    async fn pointed(&self, change: fn(u64) -> u64) -> u64 {
        change(self.0)
    }

    async fn referred(&self, change: &dyn Fn(u64) -> u64) -> u64 {
        change(self.0)
    }
}

#[manual_async]
async fn as_a_pointer(link: Link) -> u64 {
    std::future::ready(()).await;
    link.pointed(|number| number + 1).await
}

#[manual_async]
async fn as_a_reference(link: Link) -> u64 {
    std::future::ready(()).await;
    link.referred(&|number| number + 1).await
}

#[manual_async]
async fn ways_out(link: Link, other: Link) -> u64 {
    std::future::ready(()).await;
    let change: fn(u64) -> u64 = |number| number + 1;
    let got = link.pointed(change).await;
    let change = |number| number + got;
    let change: &dyn Fn(u64) -> u64 = &change;
    other.referred(change).await
}

fn main() {}

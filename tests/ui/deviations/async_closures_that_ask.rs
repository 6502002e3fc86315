//! Natively this compiles.
use manual_async::manual_async;

struct Link(u64);

impl Link {
    fn read(&self) -> u64 {
        self.0
    }
}

#[manual_async]
async fn called_once(link: Link) -> u64 {
    let call = async || link.read();
    call().await
}

#[manual_async]
async fn boxed(link: Link) -> u64 {
    std::future::ready(()).await;
    let call = async || link.read();
    let call = Box::new(call);
    std::future::ready(()).await;
    call().await
}

#[manual_async]
async fn ways_out(link: Link, other: Link) -> u64 {
    let call = async || (&link).read();
    let got = call().await;
    let other = &other;
    let call = Box::new(async || other.read());
    std::future::ready(()).await;
    got + call().await
}

fn main() {}

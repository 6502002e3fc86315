//! Natively this compiles.
use manual_async::manual_async;

struct Link(u64);

impl Link {
    fn take(self) -> u64 {
        self.0
    }

    fn read(&self, more: usize) -> u64 {
        self.0 + more as u64
    }
}

#[manual_async]
async fn called_in_another_closure(link: Link, number: Option<u64>) -> Option<u64> {
    std::future::ready(()).await;
    let call = || link.take();
    let got = number.map(|number| number + call());
    std::future::ready(()).await;
    got
}

#[manual_async]
async fn given_what_a_chain_makes(text: String) -> u64 {
    let link = Link(1);
    std::future::ready(()).await;
    let call = move || link.read(text.split(',').count());
    std::future::ready(()).await;
    let got = call();
    std::future::ready(()).await;
    got
}

#[manual_async]
async fn ways_out(link: Link, other: Link, text: String, number: Option<u64>) -> Option<u64> {
    std::future::ready(()).await;
    let got = number.map(|number| number + { link }.take());
    std::future::ready(()).await;
    let call = move || (&other).read(text.split(',').count());
    std::future::ready(()).await;
    let got = got.map(|got| got + call() + call());
    std::future::ready(()).await;
    got
}

fn main() {}

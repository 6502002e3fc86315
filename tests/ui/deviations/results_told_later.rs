//! Natively this compiles.
use manual_async::manual_async;

struct Link(u64);

impl Link {
    fn made<T: From<u64>>(self) -> T {
        T::from(self.0)
    }

    fn collected<C: FromIterator<u64>>(self, change: impl Fn(u64) -> u64) -> C {
        [change(self.0)].into_iter().collect()
    }
}

async fn show(number: u64) {
    drop(number);
}

#[manual_async]
async fn told_by_a_later_statement(link: Link) {
    show(1).await;
    let made = link.made();
    show(made).await;
}

#[manual_async]
async fn told_by_the_local(link: Link) -> usize {
    show(1).await;
    let collected: Vec<_> = link.collected(|number| number);
    show(collected[0]).await;
    collected.len()
}

#[manual_async]
async fn ways_out(link: Link, other: Link) {
    show(1).await;
    let made: u64 = link.made();
    show(made).await;
    let collected = { other }.collected::<Vec<u64>>(|number| number);
    show(collected[0]).await;
}

fn main() {}

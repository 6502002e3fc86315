//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

trait Run: Sized {
    fn name(&self) -> u8 {
        1
    }

    fn run(self) -> u8 {
        2
    }
}

struct Base(String);

impl Run for Base {}

impl<T: Run> Run for &T {}

#[manual_async]
async fn runs(base: Base) -> u8 {
    let name = base.name();
    ready(()).await;
    base.run() + name
}

#[manual_async]
async fn by_the_trait(base: Base) -> u8 {
    let name = base.name();
    ready(()).await;
    Run::run(base) + name
}

fn main() {}

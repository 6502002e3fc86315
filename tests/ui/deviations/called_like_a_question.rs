//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

trait Value {
    fn value(&self) -> u8 {
        9
    }
}

impl<T> Value for T {}

struct Name(String);

impl Name {
    fn into_renamed(self) -> Name {
        self
    }
}

#[manual_async]
async fn renames(name: Name) -> usize {
    let boxed = Box::new(name);
    ready(()).await;
    let renamed = boxed.into_renamed();
    ready(()).await;
    renamed.0.len()
}

fn main() {}

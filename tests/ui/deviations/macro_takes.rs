//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
#[cfg_attr(all(), cfg(all()))]
macro_rules! or_return {
    ($option:expr) => {
        match $option {
            Some(value) => value,
            None => return None,
        }
    };
}

#[manual_async]
async fn takes(name: Option<String>) -> Option<String> {
    ready(()).await;
    let name = or_return!(name);
    ready(()).await;
    Some(name)
}

#[manual_async]
async fn takes_a_block(name: Option<String>) -> Option<String> {
    ready(()).await;
    let name = or_return!({ name });
    ready(()).await;
    Some(name)
}

fn main() {}

//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
#[cfg_attr(all(), cfg(all()))]
macro_rules! or_continue {
    ($option:expr) => {
        match $option {
            Some(value) => value,
            None => continue,
        }
    };
}

#[manual_async]
async fn jumps(options: Vec<Option<u64>>) -> u64 {
    let mut sum = 0;
    for option in options {
        sum += ready(or_continue!(option)).await;
    }
    sum
}

#[manual_async]
async fn written_out(options: Vec<Option<u64>>) -> u64 {
    let mut sum = 0;
    for option in options {
        let Some(option) = option else { continue };
        sum += ready(option).await;
    }
    sum
}

fn main() {}

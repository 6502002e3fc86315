//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
#[cfg_attr(all(), cfg(all()))]
macro_rules! increase {
    ($number:ident) => {
        $number += 1
    };
}

#[manual_async]
async fn wants_a_name() -> u64 {
    let mut number = ready(1).await;
    ready(()).await;
    increase!(number);
    ready(()).await;
    number
}

#[manual_async]
async fn has_a_name() -> u64 {
    let mut number = ready(1).await;
    ready(()).await;
    {
        let mut alone = number;
        increase!(alone);
        number = alone;
    }
    ready(()).await;
    number
}

fn main() {}

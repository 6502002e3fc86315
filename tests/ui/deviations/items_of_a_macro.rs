//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

macro_rules! twice {
    ($name:ident) => {
        trait $name {
            fn twice(self) -> Self;
        }

        impl $name for u8 {
            fn twice(self) -> u8 {
                self * 2
            }
        }
    };
}

macro_rules! define {
    ($name:ident) => {
        macro_rules! $name {
            () => {
                1
            };
        }
    };
}

#[manual_async]
async fn a_trait() -> u8 {
    twice!(Twice);
    ready(1_u8).await.twice()
}

#[manual_async]
async fn a_macro() -> u8 {
    define!(number);
    ready(()).await;
    number!()
}

macro_rules! one {
    ($name:ident) => {
        struct $name;
    };
}

#[manual_async]
async fn in_an_inner_block(n: u8) -> u8 {
    if n > 1 {
        one!(One);
        ready(()).await;
        size_of::<One>() as u8
    } else {
        n
    }
}

#[manual_async]
async fn a_label_that_stands_twice() {
    'outer: loop {
        macro_rules! leave {
            () => {
                break 'outer
            };
        }
        ready(()).await;
        'outer: for _ in 0..2 {
            ready(()).await;
            if ready(true).await {
                leave!();
            }
            continue 'outer;
        }
    }
}

fn main() {}

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
    define!(one);
    ready(()).await;
    one!()
}

fn main() {}

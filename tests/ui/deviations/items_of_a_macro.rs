//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

macro_rules! one {
    ($name:ident) => {
        fn $name() -> u8 {
            1
        }
    };
}

macro_rules! kinds {
    ($name:ident: $($kind:ident)*) => {
        #[derive(Clone, Copy)]
        enum $name { $($kind),* }
    };
}

#[manual_async]
async fn a_function() -> u8 {
    one!(local);
    ready(()).await;
    local()
}

#[manual_async]
async fn a_type() -> u8 {
    kinds!(Kind: Small Large);
    let kind = Kind::Small;
    ready(()).await;
    match kind {
        Kind::Small => 1,
        Kind::Large => 2,
    }
}

fn main() {}

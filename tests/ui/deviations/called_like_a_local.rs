//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

#[manual_async]
async fn a_function(n: u8) -> u8 {
    let value = n;
    ready(()).await;
    let inside = {
        fn value() -> u8 {
            4
        }
        value()
    };
    inside + value
}

struct Unit;

#[manual_async]
async fn a_unit(unit: Unit) -> u8 {
    ready(()).await;
    let Unit = unit;
    ready(1).await
}

#[manual_async]
async fn with_braces(unit: Unit) -> u8 {
    ready(()).await;
    let Unit {} = unit;
    ready(1).await
}

#[manual_async]
#[allow(non_snake_case)]
async fn in_capitals(n: u8) -> u8 {
    match n {
        1 => 0,
        OTHER => {
            ready(()).await;
            OTHER
        }
    }
}

fn main() {}

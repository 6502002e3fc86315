//! Natively this compiles.
use manual_async::manual_async;
use std::{fmt::Debug, future::ready};

#[manual_async]
async fn declared_before(late: bool) -> String {
    let value;
    if late {
        ready(()).await;
        value = Box::new(1) as Box<dyn Debug>;
    } else {
        value = Box::new("text");
    }
    format!("{value:?}")
}

#[manual_async]
async fn with_a_type(late: bool) -> String {
    let value: Box<dyn Debug>;
    if late {
        ready(()).await;
        value = Box::new(1);
    } else {
        value = Box::new("text");
    }
    format!("{value:?}")
}

fn main() {}

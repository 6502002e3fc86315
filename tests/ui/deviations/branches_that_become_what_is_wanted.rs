//! Natively this compiles.
use manual_async::manual_async;
use std::{fmt::Debug, future::ready};

fn shown(value: Box<dyn Debug>) -> String {
    format!("{value:?}")
}

#[manual_async]
async fn wanted(late: bool) -> String {
    shown(if late {
        ready(()).await;
        Box::new(1)
    } else {
        Box::new("text")
    })
}

#[manual_async]
async fn with_a_type(late: bool) -> String {
    let value: Box<dyn Debug> = if late {
        ready(()).await;
        Box::new(1)
    } else {
        Box::new("text")
    };
    shown(value)
}

fn main() {}

//! Natively this compiles.
use manual_async::manual_async;
use std::{fmt::Debug, future::ready};

fn shown(value: Box<dyn Debug>) -> String {
    format!("{value:?}")
}

#[manual_async]
async fn wanted(mut left: u8) -> String {
    shown(loop {
        if left == 0 {
            break Box::new("text");
        }
        left -= ready(1).await;
        if left == 7 {
            break Box::new(left);
        }
    })
}

#[manual_async]
async fn with_a_type(mut left: u8) -> String {
    let value: Box<dyn Debug> = loop {
        if left == 0 {
            break Box::new("text");
        }
        left -= ready(1).await;
        if left == 7 {
            break Box::new(left);
        }
    };
    shown(value)
}

fn main() {}

//! Natively this compiles.
use manual_async::manual_async;
use std::future::ready;

fn run(number: Box<dyn Fn() -> u8>) -> u8 {
    number()
}

#[manual_async]
async fn wanted(late: bool, n: u8) -> u8 {
    run(if late {
        ready(()).await;
        Box::new(move || n)
    } else {
        Box::new(|| 0)
    })
}

#[manual_async]
async fn with_a_type(late: bool, n: u8) -> u8 {
    let number: Box<dyn Fn() -> u8> = if late {
        ready(()).await;
        Box::new(move || n)
    } else {
        Box::new(|| 0)
    };
    run(number)
}

fn main() {}

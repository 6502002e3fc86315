//! A program that one can look into: what it waits for, at every poll, from the outermost function to the innermost await,
//! with the locals that live there. No debugger, no nightly toolchain, and nothing that the futures would have to pay for.
//!
//! `cargo run --example await_tree -- 50`

mod arguments;

use manual_async::{FutSocket, block_on, inspect::trace, manual_async};
use std::{
    future::{Future, poll_fn},
    pin::pin,
    time::Duration,
};

#[manual_async(inspect)]
async fn sum_of_two(delay: Duration) -> i64 {
    let mut numbers = Vec::new();
    for name in ["first", "second"] {
        receive(name, delay, &mut numbers).await;
    }
    numbers.iter().sum()
}

#[manual_async(inspect)]
async fn receive(name: &str, delay: Duration, numbers: &mut Vec<i64>) {
    let label = format!("the {name} number");
    let number = FutSocket::with_delay(delay).await;
    numbers.push(i64::from(number));
    println!("received {label}\n");
}

fn main() {
    let mut sum = pin!(sum_of_two(arguments::delay(&[])));
    println!("What a future waits for, outermost function first, and the locals that it keeps. Before the first poll:");
    println!("{}\n", trace(&*sum));
    let mut polls = 0;
    let sum = block_on(poll_fn(|cx| {
        let poll = sum.as_mut().poll(cx);
        polls += 1;
        // `{:#}` gives the types, sizes and places of the locals, too.
        println!("After poll {polls}:\n{}\n", trace(&*sum));
        poll
    }));
    println!("together {sum}");
}

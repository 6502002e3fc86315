//! Step 1: waiting by asking again and again.
//!
//! Two numbers come in over two sockets, each of which takes 2 seconds. An ordinary function that returns a number
//! cannot return before it has it, so it keeps asking. The second read does not even start before the first is over:
//! 4 seconds in all, with the processor at full load, doing nothing.
//!
//! Run: `cargo run --example busy_wait`, or `cargo run --example busy_wait -- 50` for sockets that take 50 milliseconds.

mod arguments;

use manual_async::FakeSocket;
use std::{
    hint,
    time::{Duration, Instant},
};

fn main() {
    let delay = arguments::delay(&[]);
    println!("Two numbers, one after the other. Each takes {delay:?} to arrive.");

    let start = Instant::now();
    let (first, questions_1) = get_num_sync(delay);
    println!("  first  number: {first:>11}   after {:.2?}", start.elapsed());
    let (second, questions_2) = get_num_sync(delay);
    println!("  second number: {second:>11}   after {:.2?}", start.elapsed());

    println!("The program asked \"is there data?\" {} times, and could do nothing else.", questions_1 + questions_2);
    println!("It also waited for the two sockets in turn, though both could have been reading at the same time.");
}

/// Receives a number, and says how often it asked for it.
fn get_num_sync(delay: Duration) -> (i32, u64) {
    let mut socket = FakeSocket::with_delay(delay);
    let mut questions = 1;
    while !socket.has_data_to_read() {
        questions += 1;
        hint::spin_loop();
    }
    (socket.read_data(), questions)
}

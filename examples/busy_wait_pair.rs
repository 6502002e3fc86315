//! Step 2: two waits at the same time, woven together by hand.
//!
//! Both sockets are opened first, then one loop asks them in turn. That halves the time, to 2 seconds. The price: the
//! function knows exactly these two sockets and nothing else. A third one, or something to do after the first number,
//! means to write it anew. What is missing is a way to say "something unfinished" that others can hold and push on; see
//! `poll_loop`.
//!
//! Run: `cargo run --example busy_wait_pair`, or with `-- 50` for sockets that take 50 milliseconds.

mod arguments;

use manual_async::FakeSocket;
use std::{
    hint,
    time::{Duration, Instant},
};

fn main() {
    let delay = arguments::delay(&[]);
    println!("Two numbers at the same time. Each takes {delay:?} to arrive.");

    let start = Instant::now();
    let (first, second) = get_2_num_async_hardcode(delay);
    println!("  {first} and {second} after {:.2?}: the time of one, not of two.", start.elapsed());

    println!("But the loop still asks all the time, and it is made for these two sockets only.");
}

/// Receives two numbers at once: a machine with two parts, each of which is done or not.
fn get_2_num_async_hardcode(delay: Duration) -> (i32, i32) {
    let mut socket_1 = FakeSocket::with_delay(delay);
    let mut socket_2 = FakeSocket::with_delay(delay);
    let (mut first, mut second) = (None, None);
    loop {
        if first.is_none() && socket_1.has_data_to_read() {
            first = Some(socket_1.read_data());
        }
        if second.is_none() && socket_2.has_data_to_read() {
            second = Some(socket_2.read_data());
        }
        if let (Some(first), Some(second)) = (first, second) {
            return (first, second);
        }
        hint::spin_loop();
    }
}

//! The future is larger than it may be.

use manual_async::{manual_async, yield_now};

#[manual_async(max_size = 64)]
async fn fills_a_buffer(name: String) -> usize {
    let mut buffer = [0u8; 100];
    yield_now().await;
    buffer[0] = 1;
    buffer.len() + name.len()
}

#[manual_async(max_size = 256)]
async fn is_small_enough(name: String) -> usize {
    let buffer = [0u8; 100];
    yield_now().await;
    buffer.len() + name.len()
}

fn main() {
    drop(fills_a_buffer(String::new()));
    drop(is_small_enough(String::new()));
}

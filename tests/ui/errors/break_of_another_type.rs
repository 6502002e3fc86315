//! What leaves the loop at the end of a function is what the function returns.
use manual_async::manual_async;
use std::future::ready;

#[manual_async]
async fn of_a_loop() -> u32 {
    loop {
        ready(()).await;
        break "text";
    }
}

#[manual_async]
async fn of_a_block(done: bool) -> u32 {
    'block: {
        if ready(done).await {
            break 'block;
        }
        7
    }
}

fn main() {
    let _ = (of_a_loop(), of_a_block(true));
}

use manual_async::manual_async;

#[manual_async]
async fn count(number: u8) -> u8 {
    let mut sum = 0;
    for item in number {
        wait().await;
        sum += item;
    }
    sum
}

async fn wait() {}

fn main() {}

// differs from native: what a `for` loop asks for is asked in the machine without one, and rustc takes it for something else

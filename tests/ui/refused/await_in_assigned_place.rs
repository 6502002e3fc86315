use manual_async::manual_async;

#[manual_async]
async fn fill(table: &mut [u8]) {
    table[next().await as usize] = 1;
}

async fn next() -> u8 {
    1
}

fn main() {}

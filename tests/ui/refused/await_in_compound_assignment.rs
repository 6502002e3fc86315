use manual_async::manual_async;

#[manual_async]
async fn sum(table: &mut [u8]) {
    table.as_mut()[0] += next().await;
}

async fn next() -> u8 {
    1
}

fn main() {}

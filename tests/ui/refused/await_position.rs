use manual_async::manual_async;

#[manual_async]
async fn zeros() -> usize {
    [0; next().await].len()
}

async fn next() -> usize {
    1
}

fn main() {}

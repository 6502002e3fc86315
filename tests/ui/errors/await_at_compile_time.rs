use manual_async::manual_async;

#[manual_async]
async fn sum() -> u8 {
    1 + const { next().await }
}

#[manual_async]
async fn zeros() -> usize {
    [0; next().await].len()
}

#[manual_async]
async fn typed() -> usize {
    let list: [u8; next().await] = Default::default();
    wait::<{ next().await }>().await;
    list.len()
}

async fn wait<const N: usize>() {}

async fn next() -> usize {
    1
}

fn main() {}

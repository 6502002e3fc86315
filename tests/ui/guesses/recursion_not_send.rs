use manual_async::manual_async;

#[manual_async]
async fn depth<T: Clone + Send>(value: T, left: u8) -> u8 {
    if left == 0 {
        return next().await;
    }
    Box::pin(depth(value.clone(), left - 1)).await + 1
}

fn is_send(_: impl Send) {}

fn check() {
    is_send(depth(1, 2));
}

async fn next() -> u8 {
    1
}

fn main() {}

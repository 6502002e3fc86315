use manual_async::manual_async;

#[manual_async]
async fn numbers() {
    yield 1;
}

fn main() {}

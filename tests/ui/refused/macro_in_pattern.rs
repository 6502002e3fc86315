use manual_async::manual_async;

macro_rules! pair {
    ($a:ident, $b:ident) => {
        ($a, $b)
    };
}

#[manual_async]
async fn sum() -> u8 {
    let pair!(a, b) = (1, 2);
    next().await;
    a + b
}

async fn next() -> u8 {
    1
}

fn main() {}

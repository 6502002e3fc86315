use manual_async::manual_async;

#[cfg_attr(all(), cfg(all()))]
macro_rules! twice {
    ($e:expr) => {
        $e + $e
    };
}

#[manual_async]
async fn sum() -> u8 {
    twice!(next().await)
}

async fn next() -> u8 {
    1
}

fn main() {}

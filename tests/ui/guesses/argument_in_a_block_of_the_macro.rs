use manual_async::manual_async;

#[cfg_attr(all(), cfg(all()))]
macro_rules! later {
    ($e:expr) => {
        async { $e }
    };
}

#[manual_async]
async fn sum() -> u8 {
    later!(next().await).await
}

async fn next() -> u8 {
    1
}

fn main() {}

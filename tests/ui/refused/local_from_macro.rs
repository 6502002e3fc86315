use manual_async::manual_async;

#[cfg_attr(all(), cfg(all()))]
macro_rules! declare {
    ($name:ident) => {
        let $name = 1;
    };
}

#[manual_async]
async fn sum() -> u8 {
    declare!(start);
    next().await;
    start
}

async fn next() -> u8 {
    1
}

fn main() {}

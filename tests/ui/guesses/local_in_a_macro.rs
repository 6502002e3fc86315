use manual_async::manual_async;

#[manual_async]
async fn count() -> u8 {
    let mut total = 0;
    #[cfg_attr(all(), cfg(all()))]
    macro_rules! add {
        ($number:expr) => {
            total += $number
        };
    }
    add!(1);
    next().await;
    add!(2);
    total
}

async fn next() -> u8 {
    1
}

fn main() {}

use manual_async::manual_async;

#[cfg_attr(all(), cfg(all()))]
macro_rules! sum {
    ($($e:expr);* => $last:expr) => {
        $($e +)* $last
    };
}

#[manual_async]
async fn all() -> u8 {
    sum!(next().await; next().await => 3)
}

#[manual_async]
async fn statement() {
    let _ = 1;
    sum! { next().await; next().await => 3 };
}

async fn next() -> u8 {
    1
}

fn main() {}

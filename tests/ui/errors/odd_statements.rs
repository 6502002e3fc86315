#![deny(warnings)]

use manual_async::manual_async;

#[manual_async]
async fn f(n: u8) -> u8 {
    n;
    wait().await;;
    while true {
        wait().await;
        break;
    }
    let BigName = n;
    drop(&BigName);
    let x = (n);
    if (x == 1) {
        wait().await;
    }
    n >= 0;
    let _ = 1 as u8 as u8;
    #[inline]
    let z = { 1 };
    /// documented
    wait().await;
    'unused: loop {
        wait().await;
        break;
    }
    for y in Some(1) {
        wait().await;
        drop(y);
    }
    z
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}

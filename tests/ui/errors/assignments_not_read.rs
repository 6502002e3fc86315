#![deny(warnings)]

use manual_async::manual_async;

#[manual_async]
async fn f(mut n: u8) -> u8 {
    let mut a = 1;
    wait().await;
    a = 2;
    a = 3;
    let b;
    b = number().await;
    let mut c = number().await;
    c += 1;
    let (d, mut e) = (1, 2);
    n = 4;
    wait().await;
    for mut i in 0..a {
        i = 2;
        wait().await;
    }
    if let Some(k) = Some(1) {
        wait().await;
    }
    match Some(2) {
        Some(mut k) => wait().await,
        None => {}
    }
    let closure = |unused: u8| 1;
    closure(1)
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}

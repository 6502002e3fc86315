#![deny(warnings)]

use manual_async::manual_async;

#[manual_async]
async fn f(n: u8) -> u8 {
    match number().await {
        0 => 1,
        n if n > 3 => {
            wait().await;
            2
        }
        0 => 3,
        _ => 4,
        5 => 5,
    };
    match n {
        x => number().await,
        _ => 2,
    };
    if let x = number().await {
        wait().await;
    }
    let Some(y) = Some(number().await);
    let (z) = 1;
    while let w = 2 {
        wait().await;
        break;
    }
    1
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}

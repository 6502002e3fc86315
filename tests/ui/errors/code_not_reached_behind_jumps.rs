#![deny(warnings)]

use manual_async::manual_async;

#[manual_async]
async fn f(n: u8) -> u8 {
    wait().await;
    for i in 0..n {
        if i == 3 {
            break;
            drop(n);
        }
        continue;
        drop(n);
    }
    let x = match n {
        1 => return 2,
        2 => {
            return 3;
            4
        }
        _ => n,
    };
    let y: u8 = return x;
    drop(y);
    number().await
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}

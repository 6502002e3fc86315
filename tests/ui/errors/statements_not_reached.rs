#![deny(warnings)]

use manual_async::manual_async;

#[manual_async]
async fn f(n: u8) -> u8 {
    wait().await;
    if n == 1 {
        return number().await;
        wait().await;
    }
    if n == 2 {
        panic!("two");
        number().await;
    }
    loop {
        if n == 3 {
            break;
            number().await;
        }
        wait().await;
        continue;
        number().await;
    }
    loop {
        wait().await;
    }
    number().await
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}

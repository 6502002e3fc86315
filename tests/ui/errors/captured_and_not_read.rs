#![deny(warnings)]

use manual_async::manual_async;

#[manual_async]
async fn f(n: u8) -> u8 {
    let a = number().await;
    let a = 1;
    let mut captured = 0;
    let mut add = move || captured += 1;
    add();
    wait().await;
    let block = async { n };
    let x = unsafe { 1 };
    let y = unsafe { wait().await };
    let _unused = block.await;
    x
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}

//! As deep as a chain of functions may be at rustc's own recursion limit, the outermost first.
#![deny(warnings)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    spawn(async {
        f16("").await;
    });
}

fn spawn<T: Send + 'static>(_: T) {}

async fn wait() {}

#[manual_async]
async fn f16(s: &str) -> usize {
    let k = s.to_owned();
    let r = f15(s).await;
    r + k.len()
}

#[manual_async]
async fn f15(s: &str) -> usize {
    let k = s.to_owned();
    let r = f14(s).await;
    r + k.len()
}

#[manual_async]
async fn f14(s: &str) -> usize {
    let k = s.to_owned();
    let r = f13(s).await;
    r + k.len()
}

#[manual_async]
async fn f13(s: &str) -> usize {
    let k = s.to_owned();
    let r = f12(s).await;
    r + k.len()
}

#[manual_async]
async fn f12(s: &str) -> usize {
    let k = s.to_owned();
    let r = f11(s).await;
    r + k.len()
}

#[manual_async]
async fn f11(s: &str) -> usize {
    let k = s.to_owned();
    let r = f10(s).await;
    r + k.len()
}

#[manual_async]
async fn f10(s: &str) -> usize {
    let k = s.to_owned();
    let r = f9(s).await;
    r + k.len()
}

#[manual_async]
async fn f9(s: &str) -> usize {
    let k = s.to_owned();
    let r = f8(s).await;
    r + k.len()
}

#[manual_async]
async fn f8(s: &str) -> usize {
    let k = s.to_owned();
    let r = f7(s).await;
    r + k.len()
}

#[manual_async]
async fn f7(s: &str) -> usize {
    let k = s.to_owned();
    let r = f6(s).await;
    r + k.len()
}

#[manual_async]
async fn f6(s: &str) -> usize {
    let k = s.to_owned();
    let r = f5(s).await;
    r + k.len()
}

#[manual_async]
async fn f5(s: &str) -> usize {
    let k = s.to_owned();
    let r = f4(s).await;
    r + k.len()
}

#[manual_async]
async fn f4(s: &str) -> usize {
    let k = s.to_owned();
    let r = f3(s).await;
    r + k.len()
}

#[manual_async]
async fn f3(s: &str) -> usize {
    let k = s.to_owned();
    let r = f2(s).await;
    r + k.len()
}

#[manual_async]
async fn f2(s: &str) -> usize {
    let k = s.to_owned();
    let r = f1(s).await;
    r + k.len()
}

#[manual_async]
async fn f1(s: &str) -> usize {
    let k = s.to_owned();
    let r = f0(s).await;
    r + k.len()
}

#[manual_async]
async fn f0(s: &str) -> usize {
    let k = s.to_owned();
    wait().await;
    k.len()
}

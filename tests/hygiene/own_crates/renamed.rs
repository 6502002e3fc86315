//! The crate has another name here, and is reached through a module of the user.

use vendored::exported::manual_async as rewritten;

mod vendored {
    pub use another_name as exported;
}

#[rewritten(crate = ::another_name)]
async fn by_name(number: u8) -> u8 {
    std::future::ready(number).await + 1
}

#[rewritten(crate = vendored::exported, name = "ByPath")]
async fn by_path(#[cfg(any())] absent: u8, number: u8) -> u8 {
    #[cfg(all())]
    let number = std::future::ready(number).await;
    by_name(number).await + 1
}

fn main() {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let output = std::pin::pin!(by_path(1)).poll(&mut context);
    assert_eq!(output, std::task::Poll::Ready(3));
}

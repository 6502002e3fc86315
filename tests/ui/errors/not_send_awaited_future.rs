use manual_async::manual_async;

use std::rc::Rc;

fn require_send(_: impl Send) {}

#[manual_async]
async fn hold() -> u8 {
    inner(Rc::new(1)).await
}

async fn inner(shared: Rc<u8>) -> u8 {
    std::future::ready(()).await;
    *shared
}

fn main() {
    require_send(hold());
}

use manual_async::manual_async;

use std::rc::Rc;

fn require_send(_: impl Send) {}

#[manual_async]
async fn hold() -> u8 {
    let shared = Rc::new(1);
    wait().await;
    *shared
}

fn main() {
    require_send(hold());
}

async fn wait() {}


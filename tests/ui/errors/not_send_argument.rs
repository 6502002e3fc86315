use manual_async::manual_async;

use std::rc::Rc;

fn require_send(_: impl Send) {}

#[manual_async]
async fn hold(shared: Rc<u8>) -> u8 {
    wait().await;
    *shared
}

fn main() {
    require_send(hold(Rc::new(1)));
}

async fn wait() {}


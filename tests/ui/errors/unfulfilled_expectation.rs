#![deny(unfulfilled_lint_expectations)]

use manual_async::manual_async;

#[manual_async]
#[expect(unused_variables)]
pub async fn count() {
    wait().await;
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
unsafe extern "C" {}

fn main() {}

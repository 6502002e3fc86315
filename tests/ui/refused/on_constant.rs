use manual_async::manual_async;

#[manual_async]
const LIMIT: usize = 10;

fn main() {}

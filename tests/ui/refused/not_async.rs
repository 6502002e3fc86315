use manual_async::manual_async;

#[manual_async]
fn read_file() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
const async fn read_file() {}

fn main() {}

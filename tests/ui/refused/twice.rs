use manual_async::manual_async;

#[manual_async]
#[manual_async]
async fn read_file() {}

fn main() {}

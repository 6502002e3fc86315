use manual_async::manual_async;

#[manual_async(skip = true)]
async fn read() {}

fn main() {}

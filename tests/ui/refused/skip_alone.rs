use manual_async::manual_async;

#[manual_async(skip)]
async fn read() {}

fn main() {}

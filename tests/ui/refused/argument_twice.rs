use manual_async::manual_async;

#[manual_async(name = "ReadFile", name = "OpenFile")]
async fn read_file() {}

fn main() {}

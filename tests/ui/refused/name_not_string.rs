use manual_async::manual_async;

#[manual_async(name = ReadFile)]
async fn read_file() {}

fn main() {}

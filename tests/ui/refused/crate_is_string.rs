use manual_async::manual_async;

#[manual_async(crate = "::manual_async")]
async fn read_file() {}

fn main() {}

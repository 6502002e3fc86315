use manual_async::manual_async;

#[manual_async(name = "read-file")]
async fn read_file() {}

#[manual_async(name = "")]
async fn open_file() {}

fn main() {}

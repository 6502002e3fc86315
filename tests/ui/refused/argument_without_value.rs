use manual_async::manual_async;

#[manual_async(name)]
async fn read_file() {}

#[manual_async(crate =)]
async fn open_file() {}

fn main() {}

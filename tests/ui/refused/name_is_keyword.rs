use manual_async::manual_async;

#[manual_async(name = "Self")]
async fn read_file() {}

#[manual_async(name = "match")]
async fn open_file() {}

fn main() {}

use manual_async::manual_async;

#[manual_async("ReadFile")]
async fn read_file() {}

#[manual_async(name("OpenFile"))]
async fn open_file() {}

fn main() {}

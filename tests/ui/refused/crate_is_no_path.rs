use manual_async::manual_async;

#[manual_async(crate = 1)]
async fn read_file() {}

#[manual_async(crate = manual_async::<u8>)]
async fn open_file() {}

fn main() {}

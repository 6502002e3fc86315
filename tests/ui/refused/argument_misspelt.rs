use manual_async::manual_async;

#[manual_async(nme = "ReadFile")]
async fn read_file() {}

fn main() {}

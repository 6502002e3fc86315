use manual_async::manual_async;

#[manual_async(speed = "fast", pin)]
async fn read_file() {}

fn main() {}

use manual_async::manual_async;

#[manual_async]
mod files;

fn main() {}

//! The function is refused, and stays as it is: the callers have nothing to complain about.

use manual_async::manual_async;

#[manual_async(speed = "fast")]
async fn read_file(path: &str) -> usize {
    path.len()
}

async fn caller() -> usize {
    read_file("a").await + 1
}

fn main() {
    drop(caller());
}

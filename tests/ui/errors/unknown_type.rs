use manual_async::manual_async;

#[manual_async]
async fn count(file: File) -> usize {
    file.size()
}

fn main() {}

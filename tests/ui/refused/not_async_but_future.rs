use manual_async::manual_async;

#[manual_async]
fn read_file() -> impl Future<Output = u8> {
    std::future::ready(1)
}

fn main() {}

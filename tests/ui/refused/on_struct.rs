use manual_async::manual_async;

#[manual_async]
struct File {
    path: String,
}

fn main() {}

use manual_async::manual_async;

struct File;

#[manual_async(name = "Read")]
impl File {
    async fn read(&self) {}
}

fn main() {}

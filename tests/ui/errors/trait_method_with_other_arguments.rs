use manual_async::manual_async;

trait Read {
    fn read(&self, count: usize) -> impl Future<Output = u8>;
}

struct File;

impl Read for File {
    #[manual_async]
    async fn read(&self) -> u8 {
        wait().await;
        1
    }
}

async fn wait() {}

fn main() {}

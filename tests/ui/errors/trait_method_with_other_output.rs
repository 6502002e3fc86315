use manual_async::manual_async;

trait Read {
    fn read(&self) -> impl Future<Output = u8>;
}

struct File;

impl Read for File {
    #[manual_async]
    async fn read(&self) -> String {
        wait().await;
        String::new()
    }
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

trait Read {
    #[manual_async]
    async fn read(&self) -> u8;
}

fn main() {}

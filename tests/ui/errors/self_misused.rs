use manual_async::manual_async;

struct Counter {
    count: u8,
    name: String,
}

impl Counter {
    #[manual_async]
    async fn increase(&self) -> u8 {
        wait().await;
        self.count += 1;
        self.count
    }

    #[manual_async]
    async fn missing(&self) -> u8 {
        wait().await;
        self.increase_all().await;
        self.total
    }

    #[manual_async]
    async fn wrong(&self) -> u8 {
        wait().await;
        self.name
    }
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

struct Mock;

impl Mock {
    async fn send(&mut self) -> u8 {
        1
    }

    async fn name(&self) -> &str {
        "mock"
    }
}

#[manual_async]
async fn by_its_name() -> u8 {
    Mock.send().await
}

#[manual_async]
async fn in_a_local() -> u8 {
    let mut mock = Mock;
    mock.send().await
}

#[manual_async]
async fn with_braces() -> u8 {
    Mock {}.send().await
}

#[manual_async]
async fn only_looked_at() -> usize {
    let name = Mock.name().await;
    name.len()
}

fn main() {}

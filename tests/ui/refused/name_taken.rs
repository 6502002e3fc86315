use manual_async::manual_async;

struct File;

#[manual_async(name = "File")]
async fn open() -> u8 {
    let _file = File;
    std::future::ready(1).await
}

fn main() {}

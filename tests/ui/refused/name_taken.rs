use manual_async::manual_async;

struct File;

#[manual_async(name = "File")]
async fn open() -> u8 {
    let _file = File;
    std::future::ready(1).await
}

#[manual_async(name = "File")]
async fn given(file: File) -> usize {
    std::future::ready(size_of_val(&file)).await
}

#[manual_async(name = "T")]
async fn generic<T>(value: T) -> T {
    std::future::ready(value).await
}

fn main() {}

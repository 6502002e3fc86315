use manual_async::manual_async;

#[manual_async]
async fn count<T>(value: T) -> String {
    wait().await;
    show(value).await
}

async fn show<T: std::fmt::Display>(value: T) -> String {
    value.to_string()
}

async fn wait() {}

fn main() {}

// differs from native: the future of the call is part of the type of the machine, in which rustc finds the same once more

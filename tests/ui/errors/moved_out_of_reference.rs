use manual_async::manual_async;

struct File {
    path: String,
}

#[manual_async]
async fn path(file: &File) -> String {
    wait().await;
    file.path
}

async fn wait() {}

fn main() {}


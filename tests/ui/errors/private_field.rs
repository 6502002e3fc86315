use manual_async::manual_async;

mod files {
    pub struct File {
        path: String,
    }
}

#[manual_async]
async fn path(file: &files::File) -> usize {
    wait().await;
    file.path.len()
}

async fn wait() {}

fn main() {}

use manual_async::manual_async;

mod files {
    pub struct File;

    impl File {
        fn size(&self) -> usize {
            1
        }
    }
}

#[manual_async]
async fn size(file: &files::File) -> usize {
    wait().await;
    file.size()
}

async fn wait() {}

fn main() {}

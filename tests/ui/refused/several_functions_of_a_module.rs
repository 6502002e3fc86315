// Each function has its own error, and the others are rewritten.
use manual_async::manual_async;

#[manual_async]
mod files {
    macro_rules! one {
        ($number:pat) => {
            $number
        };
    }

    pub struct File;

    impl File {
        pub async fn read(&self, first: bool) -> u32 {
            let one!(number) = u32::from(first && self.ready().await);
            number
        }

        pub async fn ready(&self) -> bool {
            true
        }

        pub const async fn close(self) {}
    }
}

async fn both(file: files::File) {
    let ready: bool = file.ready().await;
    let read: u32 = file.read(ready).await;
    println!("{read}");
    file.close().await;
}

fn main() {
    drop(both(files::File));
}

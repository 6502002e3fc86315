//! Natively this compiles.
use manual_async::manual_async;

struct Numbers;

impl Numbers {
    #[manual_async]
    async fn read(&self) -> impl Iterator<Item = Result<u8, String>> {
        std::future::ready(()).await;
        std::iter::once_with(|| Err("none".into()))
    }

    #[manual_async]
    async fn read_with_its_type(&self) -> impl Iterator<Item = Result<u8, String>> {
        std::future::ready(()).await;
        std::iter::once_with(|| Err::<u8, String>("none".into()))
    }
}

fn main() {}

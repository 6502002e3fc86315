//! A function that means something else beside the one that it is in.

use manual_async::manual_async;

#[manual_async]
pub async fn stays() {
    std::future::ready(()).await
}

mod inner {
    use manual_async::manual_async;

    pub fn outer() -> usize {
        #[manual_async]
        async fn inside() {
            super::stays().await
        }
        std::mem::size_of_val(&inside())
    }
}

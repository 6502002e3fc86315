//! A type that cannot be copied to where its methods could be measured.

#[manual_async::manual_async]
pub async fn stays() {
    std::future::ready(()).await
}

pub fn outer() -> usize {
    use std::cell::Cell;
    {
        struct Counter(Cell<u8>);
        impl Counter {
            #[manual_async::manual_async]
            async fn next(&self) -> u8 {
                std::future::ready(self.0.replace(1)).await
            }
        }
        std::mem::size_of_val(&Counter(Cell::new(0)).next())
    }
}

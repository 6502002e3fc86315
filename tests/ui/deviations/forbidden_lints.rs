//! Natively this compiles.
#![forbid(missing_docs, unsafe_code)]
use manual_async::manual_async;

mod strict {
    #![forbid(unused_must_use)]

    #[super::manual_async]
    async fn forbidden() {
        std::future::ready(()).await
    }
}

mod as_strict {
    #![deny(unused_must_use)]

    #[super::manual_async]
    async fn denied() {
        std::future::ready(()).await
    }
}

fn main() {}

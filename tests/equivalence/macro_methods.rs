//! Macros that name parts of `self`.
use crate::harness::*;
use crate::macro_logging::listened;
use crate::macro_written::{Writer, writer};
use std::fmt::Display;

methods! {
    given {
        #[derive(Debug)]
        pub struct Server {
            pub name: Noisy,
        }

        pub struct Page {
            pub to: Writer,
        }
    }
    impl [Server] {
        pub async fn report(&self, n: u64) -> u64 {
            tracing::info!(self.name.value, got = number(n).await, "{self:?} {}", self.name.touch().await);
            log::info!("{self:?} {}", self.name.get());
            pause(1).await;
            tracing::warn!(%self.name, "{}", self.name.value);
            self.name.get()
        }
    }
    impl [Page] {
        pub async fn head(&mut self, name: &str, value: impl Display) -> Result<(), String> {
            write!(self.to, "{name}: {value}").await
        }
    }
}

cases! {
    report [0, 1] |n| Server { name: noisy("name", listened(n)) }.report(n);
    head [0, 1, 2, 3] |n| Page { to: writer(n) }.head("name", n * 1000);
}

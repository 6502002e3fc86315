//! Logging macros that name parts of `self`.
use crate::harness::*;
use crate::macro_logging::listened;

methods! {
    given {
        #[derive(Debug)]
        pub struct Server {
            pub name: Noisy,
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
}

cases! {
    report [0, 1] |n| Server { name: noisy("name", listened(n)) }.report(n);
}

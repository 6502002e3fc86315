// One attribute for many functions; what is left out, and what other attributes decide.
#![deny(warnings)]
use manual_async::manual_async;

#[manual_async]
mod files {
    //! A module with documentation inside.
    #![deny(missing_docs)]

    /// A file.
    pub struct File(pub u32);

    impl File {
        #![allow(clippy::needless_lifetimes)]

        /// Reads.
        pub async fn read<'a>(&'a self) -> &'a u32 {
            std::future::ready(&self.0).await
        }

        /// Stays as it is.
        #[manual_async(skip)]
        pub async fn skipped(&self) -> u32 {
            self.0
        }

        /// Is not there.
        #[cfg(any())]
        pub async fn absent(&self) {
            println!("{}", self.read().await);
        }

        /// Has an attribute of its own.
        #[manual_async(name = "Closing")]
        pub async fn close(self) {}
    }

    /// Stays as it is.
    #[manual_async(skip)]
    pub mod skipped {
        /// Stays as it is.
        pub async fn function() {}
    }
}

#[manual_async]
#[allow(async_fn_in_trait)]
trait Read {
    async fn read(&mut self) -> u32;

    async fn twice(&mut self) -> u32 {
        self.read().await + self.read().await
    }
}

#[manual_async]
impl Read for u32 {
    async fn read(&mut self) -> u32 {
        *self
    }
}

async fn all() {
    let file = files::File(1);
    file.read().await;
    file.skipped().await;
    file.close().await;
    files::skipped::function().await;
    2.twice().await;
}

fn main() {
    drop(all());
}

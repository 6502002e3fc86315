//! The enum inside needs no documentation of its own, and the function keeps the one it has.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    drop(documented());
}

/// A documented module.
pub mod files {
    use manual_async::manual_async;

    /// Reads a file.
    #[manual_async(name = "Read")]
    #[must_use]
    #[inline]
    pub async fn read(path: &str) -> usize {
        std::future::ready(()).await;
        path.len()
    }
}

#[manual_async]
async fn documented() -> usize {
    wait().await;
    files::read("a").await
}

async fn wait() {}

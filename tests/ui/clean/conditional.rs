//! `#[cfg]` inside the body, both ways.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    drop(conditional(1));
}

#[manual_async]
async fn conditional(#[cfg(any())] absent: u8, #[cfg(all())] present: u8) -> u8 {
    #[cfg(any())]
    let present = absent;
    #[cfg(all())]
    wait().await;
    match present {
        #[cfg(any())]
        0 => absent,
        1 => {
            wait().await;
            2
        }
        _ => present,
    }
}

async fn wait() {}

//! No await, no argument, no output.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    let pair = Pair(1, [2, 3]);
    drop((nothing(), only_wait(), copied(&1), first_of(&[1]), pair.first(), pair.second()));
}

#[manual_async]
async fn nothing() {}

#[manual_async]
async fn only_wait() {
    wait().await;
}

async fn wait() {}

#[manual_async]
async fn copied(number: &u8) -> u8 { *number }

#[manual_async]
async fn first_of(numbers: &[u8]) -> u8 { numbers[0] }

struct Pair(u8, [u8; 2]);

impl Pair {
    #[manual_async]
    async fn first(&self) -> u8 { self.0 }

    #[manual_async]
    async fn second(&self) -> bool { !self.1.is_empty() }
}

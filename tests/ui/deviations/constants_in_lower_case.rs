//! Natively this compiles.
#![allow(non_upper_case_globals)]
use manual_async::manual_async;

const first: u64 = 1;

#[manual_async]
async fn chosen(number: u64) -> u64 {
    match number {
        first => 0,
        other => std::future::ready(other).await,
    }
}

#[manual_async]
async fn chosen_by_path(number: u64) -> u64 {
    match number {
        self::first => 0,
        other => std::future::ready(other).await,
    }
}

fn main() {}

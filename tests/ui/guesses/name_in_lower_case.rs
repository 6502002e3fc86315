#![allow(non_upper_case_globals)]

use manual_async::manual_async;

static state: u8 = 1;
static cx: u8 = 1;

#[manual_async]
async fn add(number: u8) -> u8 {
    number + next().await
}

async fn next() -> u8 {
    1
}

fn main() {}

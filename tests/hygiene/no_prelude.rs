//! A module into which nothing is imported by itself.
#![no_implicit_prelude]

use ::core::option::Option::{self, None, Some};
use ::core::result::Result::{self, Ok};
use ::manual_async::manual_async;
use ::support::{later, run};

#[manual_async]
async fn halves(number: u8) -> Option<u8> {
    let half = later(number.checked_div(2)).await?;
    let mut total = 0;
    for step in 0..half {
        total = later(total).await + step;
    }
    Some(total)
}

#[manual_async(inspect)]
async fn fallible(number: Result<u8, ()>) -> Result<u8, ()> {
    let number = later(number).await?;
    match halves(number).await {
        Some(total) => Ok(later(total).await),
        None => Ok(0),
    }
}

fn main() {
    ::core::assert_eq!(run(fallible(Ok(8))), Ok(6));
}

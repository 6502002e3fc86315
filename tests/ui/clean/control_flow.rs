//! Every kind of branch and loop.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    drop(control_flow(Some(1)));
}

#[manual_async]
async fn control_flow(mut value: Option<u8>) -> Option<u8> {
    let mut total = 0_u8;
    'outer: for index in 0..3_u8 {
        while let Some(x) = value {
            if x > index {
                wait().await;
                continue 'outer;
            }
            value = next(x).await;
        }
        total = match next(total).await {
            Some(0) => break,
            Some(x) if x > 10 => return Some(x),
            Some(x) => x,
            None => loop {
                wait().await;
                break 1;
            },
        };
    }
    let last = next(total).await?;
    if last > 1 && total > 1 { Some(last) } else { None }
}

async fn next(value: u8) -> Option<u8> {
    wait().await;
    value.checked_add(1)
}

async fn wait() {}

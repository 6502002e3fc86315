//! `?`, `let .. else`, early returns.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    drop(results("1"));
}

#[manual_async]
async fn results(text: &str) -> Result<u8, Box<dyn std::error::Error>> {
    let number: u8 = text.parse()?;
    let Some(doubled) = double(number).await else {
        return Err("too large".into());
    };
    wait().await;
    Ok(double(doubled).await.ok_or("too large")?)
}

async fn double(number: u8) -> Option<u8> {
    number.checked_mul(2)
}

async fn wait() {}

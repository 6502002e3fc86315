//! `allow` and `expect` on the function and in its body count as they do natively.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    drop((allowed(1), expected(1)));
}

#[manual_async]
#[allow(unused_variables, unused_mut)]
async fn allowed(argument: u8) -> u8 {
    let mut unused = 1;
    wait().await;
    #[allow(clippy::unit_arg, unused_must_use)]
    {
        "1".parse::<u8>();
    }
    1
}

#[manual_async]
#[expect(unused_variables)]
async fn expected(argument: u8) -> u8 {
    #[expect(unused_mut)]
    let mut number = 1;
    wait().await;
    number
}

async fn wait() {}

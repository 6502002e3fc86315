//! Locals of every kind, all of them used.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    drop(locals(1, (2, 3), String::new()));
}

#[manual_async]
async fn locals(mut start: u8, (left, _right): (u8, u8), text: String) -> usize {
    start += 1;
    let _unused = wait().await;
    let _guard = String::from("kept for its drop");
    let _ = text.len();
    let late;
    if start > 1 {
        wait().await;
        late = 1;
    } else {
        late = 2;
    }
    let text = text.len() + late;
    let mut list = vec![start, left];
    wait().await;
    list.push(start);
    let [first, .., last] = list[..] else { return text };
    text + usize::from(first + last)
}

async fn wait() {}

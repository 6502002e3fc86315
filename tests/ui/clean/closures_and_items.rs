//! Closures, async blocks, and items in the body.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    drop(closures_and_items(vec![1]));
}

#[manual_async]
async fn closures_and_items(list: Vec<u8>) -> usize {
    use std::collections::HashSet;
    const LIMIT: usize = 3;
    static NAME: &str = "a";
    #[derive(Default)]
    struct Point {
        x: usize,
    }
    impl Point {
        fn sum(&self, y: usize) -> usize {
            self.x + y
        }
    }
    fn helper(count: usize) -> usize {
        count + LIMIT
    }
    let longer = |extra: usize| list.len() + extra;
    let later = async {
        wait().await;
        helper(longer(1))
    };
    let point = Point { x: later.await };
    wait().await;
    let set: HashSet<u8> = list.iter().copied().collect();
    println!("{NAME} {}", point.x);
    point.sum(set.len())
}

async fn wait() {}

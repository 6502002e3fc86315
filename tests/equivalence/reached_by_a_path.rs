//! A file whose module is declared with `..` in its path: what its macros mean is known all the same.
use crate::harness::*;

macro_rules! or_return {
    ($found:expr) => {
        match $found {
            Some(value) => value,
            None => return 7,
        }
    };
}

async fn found(n: u64) -> Option<u64> {
    pause(1).await;
    (n > 1).then_some(n)
}

functions! {
    pub async fn returned_by_a_macro(n: u64) -> u64 {
        let _guard = noisy("guard", n);
        let found = or_return!(found(n).await);
        pause(1).await;
        found + 1
    }
}

cases! {
    returned_by_a_macro [1, 2] |n| returned_by_a_macro(n);
}

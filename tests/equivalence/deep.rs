//! A call chain of 14 functions, each of which awaits the one below in two places. Were the type of one to name that of the one
//! below twice over, rustc would not come to an end.
use crate::harness::*;

macro_rules! levels {
    ($($name:ident $below:ident $bit:literal)*) => {
        functions! {
            pub async fn level_0(n: u64) -> u64 {
                pause(n & 1).await;
                n
            }

            $(pub async fn $name(n: u64) -> u64 {
                let first = $below(n).await;
                let second = if n & (1 << $bit) != 0 { $below(n ^ (1 << $bit)).await } else { 0 };
                first + second
            })*
        }
    };
}

levels! {
    level_1 level_0 1
    level_2 level_1 2
    level_3 level_2 3
    level_4 level_3 4
    level_5 level_4 5
    level_6 level_5 6
    level_7 level_6 7
    level_8 level_7 8
    level_9 level_8 9
    level_10 level_9 10
    level_11 level_10 11
    level_12 level_11 12
    level_13 level_12 13
}

cases! {
    level_13 [1, 0x2101] |n| level_13(n);
}

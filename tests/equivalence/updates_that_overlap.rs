//! `S { a, ..x }` and patterns that take some of the same fields of a local, on different ways.
// What nobody reads is dropped.
#![allow(dead_code)]

use crate::harness::*;

pub struct Three {
    left: Noisy,
    middle: Noisy,
    right: Noisy,
    count: u64,
}

fn three(n: u64) -> Three {
    Three { left: noisy("left", n), middle: noisy("middle", n), right: noisy("right", n), count: n }
}

functions! {
    pub async fn one_after_the_other(base: Three, n: u64) -> u64 {
        let mut base = base;
        base = Three { left: noisy("new left", n), ..base };
        pause(1).await;
        base = Three { middle: noisy("new middle", n), ..base };
        pause(1).await;
        base.count
    }

    pub async fn in_two_branches(base: Three, n: u64) -> u64 {
        pause(1).await;
        let made = if n == 0 {
            Three { left: noisy("new left", n), ..base }
        } else if n == 1 {
            Three { middle: noisy("new middle", n), ..base }
        } else {
            call("neither", n);
            three(3)
        };
        pause(1).await;
        made.count
    }

    pub async fn beside_a_pattern(base: Three, n: u64) -> u64 {
        pause(1).await;
        let mut sum = 0;
        if n == 0 {
            let Three { left, .. } = base;
            pause(1).await;
            sum += left.get();
        } else if n == 1 {
            let made = Three { middle: fetch("new middle", n).await, ..base };
            pause(1).await;
            sum += made.count;
        }
        pause(1).await;
        sum
    }

    pub async fn both_leave_the_same(base: Three, n: u64) -> u64 {
        pause(1).await;
        let mut sum = 0;
        if n > 0 {
            let Three { left, count, .. } = base;
            pause(1).await;
            sum += left.get() + count;
        }
        if n == 1 { return sum; }
        let Three { count, .. } = base;
        pause(1).await;
        sum + count
    }
}

cases! {
    one_after_the_other [1] |n| one_after_the_other(three(n), n);
    in_two_branches [0, 1, 2] |n| in_two_branches(three(n), n);
    beside_a_pattern [0, 1, 2] |n| beside_a_pattern(three(n), n);
    both_leave_the_same [0, 1, 2] |n| both_leave_the_same(three(n), n);
}

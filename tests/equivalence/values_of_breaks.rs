//! Values that `break` gives to loops and labelled blocks that are the function's value: they become what it returns.
use std::{error::Error, fmt};

use crate::harness::*;

type Boxed = Box<dyn fmt::Debug>;

functions! {
    pub async fn of_two_types(n: u64) -> Boxed {
        let _outer = noisy("outer", n);
        loop {
            let inner = noisy("inner", n);
            if flag(n > 1).await {
                break Box::new(inner.get());
            }
            break Box::new("few");
        }
    }

    pub async fn of_a_block(n: u64) -> Boxed {
        'block: {
            let _inner = noisy("inner", n);
            if flag(n > 1).await {
                break 'block Box::new(noisy("value", n).get());
            }
            pause(n).await;
            Box::new("few")
        }
    }

    pub async fn of_errors(n: u64) -> Result<u64, Box<dyn Error>> {
        let mut turn = 0;
        loop {
            let turn_ends = noisy("turn", turn);
            match number(turn).await {
                2 if n == 2 => break Err(Box::new(fmt::Error)),
                3 => break Err("three".into()),
                number if number > n => break Ok(number + turn_ends.get()),
                _ => turn += 1,
            }
        }
    }

    pub async fn that_wait(n: u64) -> u64 {
        let outer = noisy("outer", n);
        loop {
            let inner = noisy("inner", n);
            if n > 1 {
                break noisy("value", inner.get()).get() + number(outer.get()).await;
            }
            break fetch("other", inner.get()).await.get();
        }
    }

    pub async fn of_loops_in_loops(n: u64) -> u64 {
        'outer: loop {
            let _outer = noisy("outer", n);
            let found = loop {
                let _inner = noisy("inner", n);
                if flag(n == 0).await {
                    break 'outer call("outer", 7);
                }
                break call("inner", number(n).await);
            };
            if found > 1 {
                break found;
            }
            'inner: {
                if flag(found == 1).await {
                    break 'inner;
                }
                break 'outer 9;
            }
            break 'outer number(5).await;
        }
    }

    pub async fn in_branches(n: u64) -> Option<u64> {
        let part = noisy("part", n);
        if part.get() > 1 {
            loop {
                let value = noisy("value", part.get());
                if flag(true).await {
                    break Some(value.get());
                }
            }
        } else {
            'none: {
                if flag(n == 1).await {
                    break 'none None;
                }
                Some(number(1).await)
            }
        }
    }

    pub async fn nothing_at_all(n: u64) {
        let _outer = noisy("outer", n);
        loop {
            let _inner = noisy("inner", n);
            if flag(n > 1).await {
                break;
            }
            if n == 1 {
                break drop(noisy("one", 1));
            }
            break pause(2).await;
        }
    }

    pub async fn owned_and_noisy(n: u64) -> Noisy {
        let outer = noisy("outer", n);
        loop {
            let inner = noisy("inner", n);
            if flag(n > 1).await {
                break inner;
            }
            if n == 1 {
                break outer;
            }
        }
    }

    pub async fn within_plain_loops(n: u64) -> u64 {
        'found: {
            for at in 0..4 {
                let item = noisy("item", at);
                if item.get() == n {
                    break 'found number(item.get()).await;
                }
                if item.get() > n {
                    for _ in 0..2 {
                        break 'found call("over", at);
                    }
                }
            }
            100
        }
    }
}

cases! {
    of_two_types [1, 2] |n| of_two_types(n);
    of_a_block [1, 2] |n| of_a_block(n);
    of_errors [1, 2, 7] |n| of_errors(n);
    that_wait [1, 2] |n| that_wait(n);
    of_loops_in_loops [0, 1, 2] |n| of_loops_in_loops(n);
    in_branches [0, 1, 2] |n| in_branches(n);
    nothing_at_all [0, 1, 2] |n| nothing_at_all(n);
    owned_and_noisy [1, 2] |n| owned_and_noisy(n);
    within_plain_loops [0, 2, 9] |n| within_plain_loops(n);
}

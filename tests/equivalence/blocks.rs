//! Blocks: nested, labelled, unsafe, as values.
use crate::harness::*;

functions! {
    pub async fn nested_blocks(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = {
            let _c = noisy("c", n);
            {
                let d = fetch("d", n).await;
                pause(1).await;
                call("inner", d.value);
            }
            number(n).await
        };
        {
            let _e = noisy("e", b);
        }
        pause(1).await;
        a.get() + b
    }

    pub async fn block_tail_awaits(n: u64) -> u64 {
        let a = {
            let held = noisy("held", n);
            held.touch().await
        };
        let b = { { number(a).await } };
        { number(b).await }
    }

    pub async fn labelled_block(n: u64) -> u64 {
        let _outer = noisy("outer", n);
        let got = 'found: {
            let _inner = noisy("inner", n);
            if n == 0 {
                break 'found call("zero", 0);
            }
            if flag(n == 1).await {
                break 'found number(1).await;
            }
            let more = fetch("more", n).await;
            more.touch().await
        };
        pause(1).await;
        got
    }

    pub async fn labelled_block_without_value(n: u64) -> u64 {
        let mut seen = 0;
        'skip: {
            let _a = noisy("a", n);
            if n > 0 {
                'deeper: {
                    let _b = noisy("b", n);
                    pause(1).await;
                    if n == 1 {
                        break 'deeper;
                    } else if n == 2 {
                        break 'skip;
                    }
                    seen += 1;
                }
                pause(1).await;
            }
            seen += 10;
        }
        number(seen).await
    }

    pub async fn labelled_block_in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        'outer: for i in 0..3 {
            let value = 'value: {
                let _guard = noisy("guard", i);
                pause(1).await;
                if i == n {
                    continue 'outer;
                }
                if i + 1 == n {
                    break 'value 100;
                }
                if sum > 100 {
                    break 'outer;
                }
                i
            };
            sum += number(value).await;
        }
        sum
    }

    pub async fn unsafe_block(n: u64) -> u64 {
        let mut a = n;
        let pointer = &raw mut a as usize;
        pause(1).await;
        let b = unsafe {
            // SAFETY: `a` lives in this function, and does not move.
            *(pointer as *mut u64) += 1;
            number(*(pointer as *mut u64)).await
        };
        a + b
    }

    pub async fn block_as_a_scrutinee(n: u64) -> u64 {
        match {
            let _inner = noisy("inner", n);
            lookup_noisy("found", n).await
        } {
            Some(found) => found.touch().await,
            None => {
                pause(1).await;
                0
            }
        }
    }

    pub async fn block_as_a_condition(n: u64) -> u64 {
        let mut i = 0;
        while {
            let _turn = noisy("turn", i);
            flag(i < n).await
        } {
            i += 1;
        }
        if { pause(1).await; i == 2 } { call("two", i) } else { i }
    }

    pub async fn shadowed_in_blocks(n: u64) -> u64 {
        let a = noisy("first", n);
        {
            let a = noisy("second", a.value + 1);
            pause(1).await;
            let a = a.value + fetch("third", 1).await.value;
            call("inner", a);
        }
        a.touch().await
    }

    pub async fn statements_of_every_kind(n: u64) -> u64 {
        ;
        let a;
        { pause(1).await }
        if n > 0 { pause(n).await }
        match n { 0 => {} _ => pause(1).await }
        a = 1u64;
        for _ in 0..n { pause(0).await }
        loop { break; }
        a + 1;
        a
    }
}

cases! {
    nested_blocks [0, 1] |n| nested_blocks(n);
    block_tail_awaits [0, 1] |n| block_tail_awaits(n);
    labelled_block [0, 1, 2] |n| labelled_block(n);
    labelled_block_without_value [0, 1, 2, 3] |n| labelled_block_without_value(n);
    labelled_block_in_a_loop [0, 1, 2] |n| labelled_block_in_a_loop(n);
    unsafe_block [0, 1] |n| unsafe_block(n);
    block_as_a_scrutinee [0, 3] |n| block_as_a_scrutinee(n);
    block_as_a_condition [0, 2] |n| block_as_a_condition(n);
    shadowed_in_blocks [0, 1] |n| shadowed_in_blocks(n);
    statements_of_every_kind [0, 2] |n| statements_of_every_kind(n);
}

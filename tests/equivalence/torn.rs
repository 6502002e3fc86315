//! Locals that live across awaits, matched by value between them: some patterns take them, others leave them.
use crate::harness::*;

pub fn maybe(n: u64) -> Option<Noisy> {
    step();
    (n > 1).then(|| noisy("inside", n))
}

pub fn either(n: u64) -> Result<Noisy, Noisy> {
    step();
    if n > 1 { Ok(noisy("right", n)) } else { Err(noisy("wrong", n)) }
}

functions! {
    pub async fn taken_by_one_arm(n: u64) -> u64 {
        let it = maybe(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = match it {
            Some(inside) => inside.get(),
            None => call("none", n),
        };
        pause(1).await;
        got
    }

    pub async fn left_whole_by_one_arm(n: u64) -> u64 {
        let it = either(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = match it {
            Ok(right) => right.get(),
            Err(_) => call("wrong", n),
        };
        pause(1).await;
        got
    }

    pub async fn with_a_guard(n: u64) -> u64 {
        let it = maybe(n);
        let _b = noisy("b", n);
        pause(1).await;
        let got = match it {
            Some(inside) if inside.value == 2 => inside.get(),
            Some(_) if n == 3 => call("three", n),
            Some(inside) => consume(inside),
            None => call("none", n),
        };
        pause(1).await;
        got
    }

    pub async fn by_if_let(n: u64) -> u64 {
        let it = either(n);
        let _b = noisy("b", n);
        pause(1).await;
        let mut got = 0;
        if let Ok(right) = it {
            got += right.get();
        } else {
            got += call("else", n);
        }
        pause(1).await;
        got
    }

    pub async fn by_if_let_without_else(n: u64) -> u64 {
        let it = either(n);
        let _b = noisy("b", n);
        pause(1).await;
        let mut got = 0;
        {
            if let Ok(right) = it {
                got += right.get();
            }
            call("after", n);
        }
        pause(1).await;
        got
    }

    pub async fn in_a_nested_block(n: u64, it: Option<Noisy>) -> u64 {
        let _b = noisy("b", n);
        pause(1).await;
        let got = if n > 0 {
            let value = {
                match it {
                    Some(inside) if inside.value == 2 => consume(inside),
                    Some(mut inside) => inside.add(1).get(),
                    None => call("none", n),
                }
            };
            pause(1).await;
            value
        } else {
            0
        };
        pause(1).await;
        got
    }

    pub async fn left_early_where_it_is_taken(n: u64) -> u64 {
        let it = maybe(n);
        let _b = noisy("b", n);
        pause(1).await;
        {
            match it {
                Some(inside) if n == 3 => return inside.get(),
                Some(_) => {
                    call("some", n);
                }
                None => {
                    call("none", n);
                }
            };
        }
        pause(1).await;
        n
    }

    pub async fn what_is_copied_stays(n: u64) -> u64 {
        let it = std::hint::black_box(Some(n));
        pause(1).await;
        let got = {
            match it {
                Some(number) => number + 1,
                None => call("none", n),
            }
        };
        pause(1).await;
        got + it.unwrap_or(0)
    }

    pub async fn set_again(n: u64) -> u64 {
        let mut it = maybe(n);
        let mut got = 0;
        for turn in 0..2 {
            pause(1).await;
            {
                if let Some(inside) = it {
                    got += inside.get();
                }
            }
            it = maybe(n + turn);
            pause(1).await;
        }
        got
    }
}

cases! {
    taken_by_one_arm [1, 2] |n| taken_by_one_arm(n);
    left_whole_by_one_arm [1, 2] |n| left_whole_by_one_arm(n);
    with_a_guard [1, 2, 3, 4] |n| with_a_guard(n);
    by_if_let [1, 2] |n| by_if_let(n);
    by_if_let_without_else [1, 2] |n| by_if_let_without_else(n);
    in_a_nested_block [0, 1, 2] |n| in_a_nested_block(n, maybe(n));
    left_early_where_it_is_taken [1, 2, 3] |n| left_early_where_it_is_taken(n);
    what_is_copied_stays [1] |n| what_is_copied_stays(n);
    set_again [1, 2] |n| set_again(n);
}

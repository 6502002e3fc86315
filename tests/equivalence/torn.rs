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

/// More than a byte has bits for.
#[allow(dead_code, reason = "dropped")]
pub enum Order {
    Nothing,
    One(Noisy, u64),
    Two { first: Noisy, count: u64, second: Noisy },
    Three(Noisy, Noisy),
    Four(u64, Noisy),
    Five { name: Noisy, rest: Noisy },
    Six(Noisy, Option<Noisy>),
    Seven(Noisy, u64),
    Eight(Noisy, Noisy),
    Nine(Noisy, Noisy),
}

fn order(n: u64) -> Order {
    let make = |name| noisy(name, n);
    match n {
        0 => Order::Nothing,
        1 => Order::One(make("one"), n),
        2 => Order::Two { first: make("first"), count: n, second: make("second") },
        3 => Order::Three(make("three"), make("rest")),
        4 => Order::Four(n, make("four")),
        5 => Order::Five { name: make("name"), rest: make("rest") },
        6 => Order::Six(make("six"), Some(make("some"))),
        7 => Order::Seven(make("seven"), n),
        8 => Order::Eight(make("eight"), make("rest")),
        _ => Order::Nine(make("nine"), make("rest")),
    }
}

functions! {
    pub async fn many_arms(n: u64) -> u64 {
        let order = order(n);
        let _between = noisy("between", n);
        pause(1).await;
        let got = match order {
            Order::Nothing => number(1).await,
            Order::One(it, count) => eat(it, 1).await + count,
            Order::Two { second, count, .. } => {
                pause(1).await;
                consume(second) + count
            }
            Order::Three(it, _) => eat(it, 0).await,
            Order::Four(count, _) => number(count).await,
            Order::Five { name, .. } => eat(name, 1).await,
            Order::Six(_, Some(it)) if it.is_even() => eat(it, 1).await,
            Order::Six(it, _) => eat(it, 1).await,
            Order::Seven(_, count) => number(count).await,
            Order::Eight(_, it) => eat(it, 1).await,
            Order::Nine(mut it, _) => it.bump(1).await,
        };
        pause(1).await;
        got
    }

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
    many_arms [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] |n| many_arms(n);
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

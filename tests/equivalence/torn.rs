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

pub struct Request {
    order: Order,
    name: Noisy,
    other: (Order, Noisy),
}

pub struct Point {
    at: (u64, u64),
    to: Option<u64>,
}

fn request(n: u64) -> Request {
    Request { order: order(n), name: noisy("name", n), other: (order(1), noisy("beside", n)) }
}

functions! {
    pub async fn field_by_field(n: u64) -> u64 {
        let mut request = Request { order: order(n), name: noisy("name", n), other: (order(9 - n), noisy("beside", n)) };
        let _between = noisy("between", n);
        pause(1).await;
        let first = match request.order {
            Order::Nothing => number(1).await,
            Order::One(it, count) => eat(it, 1).await + count,
            Order::Two { second, count, .. } if second.is_even() => {
                pause(1).await;
                consume(second) + count
            }
            Order::Three(it, _) => eat(it, 0).await,
            Order::Six(_, Some(it)) => eat(it, 1).await,
            whole if test("whole", n == 5) => {
                pause(1).await;
                drop(whole);
                5
            }
            _ => request.name.bump(1).await,
        };
        pause(1).await;
        let second = match request.other.0 {
            Order::Seven(it, _) => it.touch().await,
            Order::Nine(it, _) => eat(it, 1).await,
            _ => number(2).await,
        };
        pause(1).await;
        first + second + request.name.get()
    }

    pub async fn field_of_a_parameter(request: Request, n: u64) -> u64 {
        match request.order {
            Order::Eight(it, _) => eat(it, n).await,
            Order::Four(count, _) => number(count).await + request.name.touch().await,
            Order::Two { first, .. } => {
                pause(1).await;
                first.get()
            }
            _ => request.other.1.touch().await,
        }
    }

    pub async fn field_of_a_box(n: u64) -> u64 {
        let request = Box::new(Request { order: order(n), name: noisy("name", n), other: (order(1), noisy("beside", n)) });
        pause(1).await;
        match request.order {
            Order::Eight(it, _) => eat(it, n).await,
            Order::Two { first, .. } => {
                pause(1).await;
                first.get()
            }
            _ => request.name.touch().await,
        }
    }

    pub async fn all_of_a_field(n: u64) -> u64 {
        let request = request(n);
        let beside = (lookup_noisy("found", n).await, noisy("beside", n));
        pause(1).await;
        let got = match beside.0 {
            Some(it) => eat(it, 1).await,
            None => number(7).await,
        };
        let name = match request.name {
            name if name.is_even() => now(name).await,
            name => {
                pause(1).await;
                name.into_renamed("odd")
            }
        };
        pause(1).await;
        got + name.get() + beside.1.get() + request.other.1.get()
    }

    pub async fn numbers_in_a_field(n: u64) -> u64 {
        let mut point = Point { at: (n, 2), to: Some(3) };
        let reference = &mut point;
        pause(1).await;
        let got = match reference.to {
            Some(to) if to > n => number(to).await,
            Some(_) => 1,
            None => 0,
        };
        pause(1).await;
        reference.to = None;
        let more = match point.at {
            (0, y) => number(y).await,
            (x, _) => number(x).await,
        };
        pause(1).await;
        got + more + point.at.0
    }

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
    all_of_a_field [0, 1, 2] |n| all_of_a_field(n);
    field_by_field [0, 1, 2, 3, 5, 6, 7] |n| field_by_field(n);
    field_of_a_parameter [0, 2, 4, 8] |n| field_of_a_parameter(request(n), n);
    field_of_a_box [0, 2, 8] |n| field_of_a_box(n);
    numbers_in_a_field [0, 1, 4] |n| numbers_in_a_field(n);
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

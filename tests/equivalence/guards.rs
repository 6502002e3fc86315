//! Awaits in the guards of `match` arms, and in chains of conditions.
use crate::harness::*;

#[derive(Debug)]
pub enum Shape {
    Empty,
    One(Noisy),
    Two(Noisy, Noisy),
    Named { left: Noisy, count: u64 },
}

fn shape(n: u64) -> Shape {
    match n {
        0 => Shape::Empty,
        1 => Shape::One(noisy("one", n)),
        2 => Shape::Two(noisy("left", n), noisy("right", n)),
        _ => Shape::Named { left: noisy("named", n), count: call("count", n) },
    }
}

functions! {
    pub async fn guard_on_a_number(n: u64) -> u64 {
        match number(n).await {
            0 if flag(false).await => call("never", 0),
            0 => call("zero", 0),
            x if number(x).await == 1 => {
                pause(1).await;
                call("one", x)
            }
            x if test("plain", x == 2) => call("two", x),
            other => call("other", other),
        }
    }

    pub async fn guard_that_looks_at_what_is_moved(n: u64) -> u64 {
        let shape = shape(n);
        let _kept = noisy("kept", n);
        match shape {
            Shape::One(x) if read_from(&x, 1).await == 2 => eat(x, 1).await,
            Shape::One(x) if read_from(&x, 1).await == 1 => eat(x, 1).await,
            Shape::Two(a, b) if a.touch().await > b.touch().await => a.value,
            Shape::Two(a, b) if flag(a.value == b.value).await => {
                drop(a);
                pause(1).await;
                eat(b, 1).await
            }
            Shape::Named { left, count } if number(count).await == left.value => left.into_finished().await,
            _ => number(1).await,
        }
    }

    pub async fn guard_on_a_temporary(n: u64) -> u64 {
        let got = call("left", n) + match shape(n) {
            Shape::One(x) if x.touch().await == 5 => eat(x, 1).await,
            Shape::Two(a, b) if flag(a.value == 2).await => a.touch().await + b.value,
            Shape::Two(..) => call("two", 2),
            Shape::Named { left, count } if number(count).await == 3 => number(count).await + left.value,
            whole @ Shape::One(_) => {
                pause(1).await;
                call("whole", u64::from(matches!(whole, Shape::One(_))))
            }
            _ => call("rest", 7),
        };
        pause(1).await;
        got
    }

    pub async fn guard_on_a_reference(n: u64) -> u64 {
        let shape = shape(n);
        let got = match &shape {
            Shape::One(x) if x.touch().await == 1 => x.touch().await,
            Shape::Two(a, b) if flag(a.value != b.value).await => a.value,
            Shape::Two(a, b) if read_from(b, 1).await == 2 => a.touch().await,
            Shape::Named { count, left } if *count == number(3).await => left.touch().await + count,
            Shape::Empty | Shape::One(_) | Shape::Two(..) | Shape::Named { .. } => 9,
        };
        pause(1).await;
        got
    }

    pub async fn guard_on_a_unique_reference(n: u64) -> u64 {
        let mut shape = shape(n);
        match &mut shape {
            Shape::One(x) if x.touch().await == 1 => x.bump(1).await,
            Shape::Two(a, b) if flag(a.value != b.value).await => a.add(b.value).value,
            Shape::Named { left, count } if flag(*count == left.value).await => {
                *count += 1;
                left.bump(*count).await
            }
            _ => number(1).await,
        };
        match shape {
            Shape::One(ref mut x) if flag(x.value > 1).await => x.bump(1).await,
            Shape::Two(ref a, ref mut b) if flag(a.value == b.value).await => b.add(a.value).value,
            Shape::Named { left, count } if flag(count == 4).await => left.value,
            _ => 0,
        }
    }

    pub async fn guard_in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..4 {
            let _held = noisy("held", i);
            sum += match shape(i) {
                Shape::One(x) if x.touch().await == n => continue,
                Shape::Two(a, b) if flag(n == 1).await => a.value + b.value,
                Shape::Named { .. } if flag(n == 0).await => break,
                Shape::Named { left, count } => number(count).await + left.value,
                _ => 1,
            };
        }
        sum
    }

    pub async fn guard_with_a_question(n: u64) -> Result<u64, String> {
        let _kept = noisy("kept", n);
        match attempt_noisy("got", n).await {
            Ok(x) if attempt(x.value + 2).await? == 2 => Ok(eat(x, 1).await),
            Ok(x) if check(x.value)? == 9 => Ok(1),
            Err(failure) if flag(failure.why.len() == 3).await => Err(failure.why),
            Ok(x) => Ok(x.touch().await),
            Err(failure) => Err(format!("{failure:?}")),
        }
    }

    pub async fn guard_that_awaits_late(n: u64) -> u64 {
        match lookup_noisy("found", n).await {
            Some(x) if test("first", n != 1) && x.touch().await == 0 => x.value,
            Some(x) if n == 1 || { let y = noisy("inner", n); y.touch().await == x.touch().await } => eat(x, 1).await,
            Some(_) | None if flag(n == 3).await => 3,
            _ => 4,
        }
    }

    pub async fn guard_with_alternatives(n: u64) -> u64 {
        match (n, noisy("second", n + 1)) {
            (0, x) | (1, x) if flag(x.value == 2).await => eat(x, 1).await,
            (count @ (0 | 2), x) if number(count).await == 0 => x.touch().await + count,
            (ref count @ 2.., ref x) if read_from(x, 1).await > *count => number(*count).await,
            (count, _) => count,
        }
    }

    pub async fn guard_changes_a_cell(n: u64) -> u64 {
        let cell = std::cell::Cell::new(n);
        match (cell, noisy("beside", n)) {
            (cell, _) if { cell.set(cell.get() + 1); number(cell.get()).await == 7 } => 0,
            (cell, x) if number(cell.replace(5)).await == 2 => cell.get() + x.value,
            (cell, _) => {
                pause(1).await;
                cell.get()
            }
        }
    }

    pub async fn guard_on_a_parameter(shape: Shape, list: &mut Vec<Noisy>) -> usize {
        match shape {
            Shape::One(x) if list.iter().any(|y| y.value == x.value) && flag(true).await => list.push(x),
            Shape::Two(x, y) if flag(!list.is_empty()).await => {
                list.push(y);
                pause(1).await;
                list.push(x);
            }
            _ => pause(1).await,
        }
        match list[..] {
            [ref first, .., ref last] if read_from(first, 1).await == last.value => 1,
            [_, ref rest @ ..] if flag(rest.len() == 1).await => 2,
            _ => list.len(),
        }
    }

    pub async fn guard_on_a_field(n: u64) -> u64 {
        let mut pair = (shape(n), noisy("beside", n));
        match pair.0 {
            Shape::One(ref x) if flag(x.value == 1).await => pair.1.add(1).value,
            Shape::Two(ref mut a, _) if flag(a.value == 2).await => a.bump(pair.1.value).await,
            _ => pair.1.touch().await,
        }
    }

    pub async fn let_chains(n: u64) -> u64 {
        let mut sum = 0;
        if let Some(x) = lookup(n).await && let Some(y) = lookup_noisy("y", x + 1).await && y.touch().await > x {
            sum += eat(y, 1).await;
        } else {
            sum += number(10).await;
        }
        if test("a", n < 2) && let Some(x) = lookup_noisy("x", n).await && flag(x.value == 1).await && test("b", true) {
            sum += x.touch().await;
        } else if n == 2 && let Some(x) = &lookup_noisy("z", n).await && x.touch().await == 2 {
            sum += x.value;
        }
        sum
    }

    pub async fn let_chains_in_while(n: u64) -> u64 {
        let mut source = Source::new(n + 2);
        let mut sum = 0;
        while sum < 5 && let Some(item) = source.next_noisy().await && item.touch().await < 3 {
            if let Some(x) = lookup_noisy("x", item.value).await && let y = x.touch().await && y == 1 {
                sum += y;
                continue;
            }
            sum += eat(item, 1).await;
        }
        sum
    }
}

cases! {
    guard_on_a_number [0, 1, 2, 4] |n| guard_on_a_number(n);
    guard_that_looks_at_what_is_moved [0, 1, 2, 3] |n| guard_that_looks_at_what_is_moved(n);
    guard_on_a_temporary [0, 1, 2, 3] |n| guard_on_a_temporary(n);
    guard_on_a_reference [0, 1, 2, 3] |n| guard_on_a_reference(n);
    guard_on_a_unique_reference [0, 1, 2, 3] |n| guard_on_a_unique_reference(n);
    guard_in_a_loop [0, 1] |n| guard_in_a_loop(n);
    guard_with_a_question [0, 1, 2, 3] |n| guard_with_a_question(n);
    guard_that_awaits_late [0, 1, 3] |n| guard_that_awaits_late(n);
    guard_with_alternatives [0, 1, 2] |n| guard_with_alternatives(n);
    guard_changes_a_cell [0, 1, 2] |n| guard_changes_a_cell(n);
    guard_on_a_parameter [0, 1, 2] |n| guard_on_a_parameter(shape(n), &mut vec![noisy("a", 1), noisy("b", n)]);
    guard_on_a_field [0, 1, 2] |n| guard_on_a_field(n);
    let_chains [0, 1, 2] |n| let_chains(n);
    let_chains_in_while [0, 2] |n| let_chains_in_while(n);
}

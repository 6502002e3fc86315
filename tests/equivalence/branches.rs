//! `if`, `if let`, let chains and `match`, with awaits in the head, in the arms, in both.
use crate::harness::*;

functions! {
    pub async fn if_condition(n: u64) -> u64 {
        let a = noisy("a", n);
        if flag(n == 1).await {
            let _b = noisy("b", n);
            pause(1).await;
            call("then", 1);
        }
        a.get()
    }

    pub async fn if_else(n: u64) -> u64 {
        let _outer = noisy("outer", n);
        if n == 0 {
            let _a = noisy("a", n);
            number(1).await
        } else {
            let _b = noisy("b", n);
            number(2).await + number(3).await
        }
    }

    pub async fn if_else_of_one_sided_await(n: u64) -> u64 {
        let a = if n > 1 { number(n).await } else { call("plain", n) };
        let b = if n > 0 { noisy("b", a) } else { fetch("b", a).await };
        pause(1).await;
        b.get()
    }

    pub async fn else_if(n: u64) -> u64 {
        if n == 0 {
            pause(1).await;
            call("zero", 0)
        } else if flag(n == 1).await {
            number(1).await
        } else if n == 2 {
            call("two", 2)
        } else {
            let rest = fetch("rest", n).await;
            rest.get()
        }
    }

    pub async fn else_if_let_chain_of_ifs(n: u64) -> String {
        if let Some(0) = lookup(n).await {
            text("zero").await
        } else if let Ok(got) = attempt_noisy("got", n).await {
            pause(1).await;
            format!("got {got}")
        } else if let Some(found) = lookup_noisy("found", n + 1).await
            && found.is_even()
        {
            format!("found {found}")
        } else {
            text("none").await
        }
    }

    pub async fn if_let(n: u64) -> u64 {
        if let Some(found) = lookup_noisy("found", n).await {
            pause(1).await;
            found.get()
        } else {
            pause(2).await;
            call("else", 0)
        }
    }

    pub async fn if_let_statement(n: u64) -> u64 {
        let mut sum = n;
        if let Some(found) = lookup_noisy("found", n).await {
            sum += found.get();
            pause(1).await;
        }
        if let Err(failure) = attempt_noisy("ignored", n).await {
            sum += failure.witness.get();
            pause(1).await;
        }
        pause(1).await;
        sum
    }

    pub async fn if_let_scrutinee_is_gone_in_else(n: u64) -> u64 {
        let lock = Lock::new(n);
        if let Some(5) = lock.try_lock().map(|guard| *guard) {
            call("five", 5)
        } else if let Some(mut guard) = lock.try_lock() {
            *guard += 1;
            pause(1).await;
            *guard
        } else {
            pause(1).await;
            0
        }
    }

    pub async fn let_chain(n: u64) -> u64 {
        let given = (n > 0).then_some(n);
        if let Some(a) = given
            && a < 3
            && let Some(b) = given.map(|a| a + 1)
        {
            pause(b).await;
            return a + b;
        }
        pause(1).await;
        0
    }

    pub async fn let_chain_with_values(n: u64) -> u64 {
        if test("first", n > 0)
            && let Some(a) = (n > 1).then(|| noisy("a", n))
            && let Some(b) = (n > 2).then(|| noisy("b", n))
        {
            pause(1).await;
            a.get() + b.get()
        } else {
            pause(1).await;
            call("else", n)
        }
    }

    pub async fn match_scrutinee(n: u64) -> u64 {
        match number(n).await {
            0 => call("zero", 0),
            1 | 2 => {
                pause(1).await;
                1
            }
            many @ 3..=4 => number(many).await,
            other => other + call("other", 1),
        }
    }

    pub async fn match_on_a_noisy_result(n: u64) -> u64 {
        match attempt_noisy("got", n).await {
            Ok(got) if got.is_even() => {
                pause(1).await;
                got.get()
            }
            Ok(mut got) => {
                let bumped = got.bump(10).await;
                call("bumped", bumped)
            }
            Err(Failure { why, witness }) => {
                pause(1).await;
                witness.value + why.len() as u64
            }
        }
    }

    pub async fn match_guards(n: u64, limit: u64) -> u64 {
        let held = noisy("held", limit);
        match n {
            0 if test("limited", limit > 1) => number(10).await,
            0 => number(20).await,
            x if x == held.get() => eat(held, 1).await,
            x if x > held.get() => {
                let more = noisy("more", x);
                held.touch().await + more.value
            }
            _ => {
                pause(1).await;
                held.value
            }
        }
    }

    pub async fn match_binds_by_reference(n: u64) -> u64 {
        let mut state = (noisy("left", n), Some(noisy("right", n)));
        match &mut state {
            (left, Some(right)) => {
                pause(1).await;
                left.add(1);
                right.bump(2).await;
            }
            (_, right) => {
                *right = None;
                pause(1).await;
            }
        }
        state.0.value + state.1.map_or(0, |right| right.value)
    }

    pub async fn match_moves_in_one_arm(n: u64) -> u64 {
        let choice = if n == 0 { None } else { Some(noisy("some", n)) };
        let other = noisy("other", n);
        let got = match choice {
            Some(some) if n == 1 => eat(some, 1).await,
            Some(some) => {
                pause(1).await;
                some.value + eat(other, 1).await
            }
            None => other.touch().await,
        };
        call("got", got)
    }

    pub async fn match_as_a_statement(n: u64) {
        let _a = noisy("a", n);
        match n {
            0 => {}
            1 => pause(1).await,
            2 => {
                let _b = noisy("b", n);
                pause(2).await
            }
            _ => return pause(0).await,
        }
        call("after", n);
    }

    pub async fn match_or_patterns_and_bindings(n: u64) -> u64 {
        match pair(n, n % 2).await {
            (0, _) | (_, 0) => number(1).await,
            (a @ 1..=3, b) | (b, a @ 1) => a * 10 + number(b).await,
            whole @ (_, _) => whole.0,
        }
    }

    pub async fn match_on_strings_and_slices(n: u64) -> u64 {
        let words = ["get", "set", "del"];
        match &words[..n as usize] {
            [] => number(0).await,
            [only] => only.len() as u64,
            [first, .., last] => {
                pause(1).await;
                match text(last).await.as_str() {
                    "set" => 2 + first.len() as u64,
                    "del" => number(3).await,
                    _ => unreachable!(),
                }
            }
        }
    }

    pub async fn branch_inside_an_operand(n: u64) -> u64 {
        let a = call("first", 1) + if n > 0 { number(n).await } else { 0 };
        let b = (a, match n { 0 => noisy("zero", a), _ => fetch("more", a).await });
        pause(1).await;
        b.0 + b.1.get()
    }

    pub async fn matches_that_diverge(n: u64) -> u64 {
        let _a = noisy("a", n);
        let got = match lookup(n).await {
            Some(0) => return number(0).await,
            Some(found) => found,
            None => {
                pause(1).await;
                return 7;
            }
        };
        pause(1).await;
        got
    }
}

cases! {
    if_condition [0, 1] |n| if_condition(n);
    if_else [0, 1] |n| if_else(n);
    if_else_of_one_sided_await [0, 1, 2] |n| if_else_of_one_sided_await(n);
    else_if [0, 1, 2, 3] |n| else_if(n);
    else_if_let_chain_of_ifs [0, 1, 3, 7] |n| else_if_let_chain_of_ifs(n);
    if_let [0, 3] |n| if_let(n);
    if_let_statement [0, 3] |n| if_let_statement(n);
    if_let_scrutinee_is_gone_in_else [0, 5] |n| if_let_scrutinee_is_gone_in_else(n);
    let_chain [0, 1, 2, 3] |n| let_chain(n);
    let_chain_with_values [0, 1, 2, 3] |n| let_chain_with_values(n);
    match_scrutinee [0, 2, 4, 9] |n| match_scrutinee(n);
    match_on_a_noisy_result [0, 1, 3] |n| match_on_a_noisy_result(n);
    match_guards [0, 1, 2, 5] |n| match_guards(n, 2);
    match_binds_by_reference [0, 1] |n| match_binds_by_reference(n);
    match_moves_in_one_arm [0, 1, 2] |n| match_moves_in_one_arm(n);
    match_as_a_statement [0, 1, 2, 3] |n| match_as_a_statement(n);
    match_or_patterns_and_bindings [0, 1, 3, 5] |n| match_or_patterns_and_bindings(n);
    match_on_strings_and_slices [0, 1, 2, 3] |n| match_on_strings_and_slices(n);
    branch_inside_an_operand [0, 1] |n| branch_inside_an_operand(n);
    matches_that_diverge [0, 1, 3] |n| matches_that_diverge(n);
}

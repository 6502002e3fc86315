//! What operands leave behind when a later one does not come to its end: the values first, then the temporaries.
use crate::harness::*;

struct Wrapped(Noisy);

functions! {
    pub async fn list_with_a_temporary(n: u64) -> usize {
        let list = vec![noisy("a", n), noisy("b", n), fetch("c", read_from(&noisy("t", n), 1).await).await];
        pause(1).await;
        list.len()
    }

    pub async fn array_with_a_temporary(n: u64) -> u64 {
        let [a, b] = [noisy("a", n), noisy("b", read_from(&noisy("t", n), 1).await)];
        pause(1).await;
        a.value + b.value
    }

    pub async fn parts_that_become_something_else(n: u64) -> u64 {
        async fn sum(parts: &[(&str, &[u64], u64)]) -> u64 {
            parts.iter().map(|(text, numbers, more)| text.len() as u64 + numbers.iter().sum::<u64>() + more).sum()
        }
        let (text, numbers) = (String::from("text"), [n, 1]);
        sum(&[(&text, &numbers, 1), ("two", &numbers, number(n).await), (&text, &numbers, sum(&[("", &numbers, number(1).await)]).await)]).await
    }

    pub async fn call_with_temporaries(n: u64) -> u64 {
        three(
            noisy("a", n),
            noisy("b", read_from(&noisy("first", n), 1).await),
            noisy("c", read_from(&noisy("second", n), 1).await + call("late", 1)),
        )
    }

    pub async fn nested_calls_with_temporaries(n: u64) -> u64 {
        three(
            noisy("a", read_from(&noisy("first", n), 1).await),
            noisy("b", two(noisy("c", n), noisy("d", read_from(&noisy("second", n), 1).await))),
            noisy("e", read_from(&noisy("third", n), 0).await),
        )
    }

    pub async fn struct_with_a_temporary(n: u64) -> u64 {
        let both = Halves {
            left: noisy("left", n),
            right: noisy("right", read_from(&noisy("t", n), 1).await),
            count: call("count", n),
        };
        pause(1).await;
        both.count
    }

    pub async fn tuple_with_a_temporary_of_an_await(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), fetch("t", n).await.touch().await);
        pause(1).await;
        a.value + b
    }

    pub async fn sum_with_a_temporary(n: u64) -> u64 {
        let sum = Sum(n) + Sum(read_from(&noisy("t", n), 1).await + call("late", 1));
        pause(1).await;
        sum.0
    }

    pub async fn operand_beside_a_borrowed_value(n: u64) -> u64 {
        let got = two(noisy("a", n), noisy("b", noisy("lent", n).touch().await + noisy("lent too", n).get()));
        pause(1).await;
        got
    }

    pub async fn format_with_temporaries(n: u64) -> String {
        let text = format!("{} {} {}", noisy("a", n), read_from(&noisy("t", n), 1).await, call("late", n));
        pause(1).await;
        text
    }

    pub async fn assertion_with_temporaries(n: u64) {
        assert_eq!(noisy("a", n).value, read_from(&noisy("t", n), 1).await, "{}", call("message", n));
        pause(1).await;
    }

    pub async fn condition_inside_an_operand(n: u64) -> u64 {
        let got = two(
            noisy("a", n),
            noisy("b", if read_from(&noisy("t", n), 1).await == 0 { call("zero", 1) } else { call("more", 2) }),
        );
        pause(1).await;
        got
    }

    // What a known method takes is given away before its arguments are evaluated.
    pub async fn receiver_that_is_taken(n: u64) -> u64 {
        let first = if n > 0 { Some(noisy("first", n)) } else { None };
        let second = if n > 0 { Some(noisy("second", n)) } else { None };
        let behind = noisy("behind", n);
        pause(1).await;
        let got = first.unwrap_or(noisy("other", number(3).await));
        let more = {
            let inside = noisy("inside", n);
            second.map_or(number(3).await, |second| second.get())
        };
        pause(1).await;
        got.get() + more
    }

    pub async fn return_from_a_later_operand(n: u64) -> Result<u64, Failure> {
        let got = two(noisy("a", n), noisy("b", attempt(read_from(&noisy("t", n), 1).await).await?));
        pause(1).await;
        Ok(got)
    }

    pub async fn left_side_of_and(n: u64) -> bool {
        let got = read_from(&noisy("t", n), 1).await == 0 && test("right", true);
        pause(1).await;
        got
    }

    pub async fn left_side_of_or(n: u64) -> bool {
        let got = read_from(&noisy("t", n), 1).await == 0 || test("right", noisy("u", n).is_even());
        pause(1).await;
        got
    }

    pub async fn chain_of_lazy_operators(n: u64) -> u64 {
        let sum = u64::from(
            read_from(&noisy("t", n), 1).await == 0 && noisy("u", n).is_even() || noisy("v", n).touch().await == 1,
        ) + call("behind", 1);
        pause(1).await;
        sum
    }

    pub async fn lazy_operator_in_an_operand(n: u64) -> u64 {
        let got = two(noisy("a", n), noisy("b", u64::from(noisy("t", n).touch().await == 0 && test("right", true))));
        pause(1).await;
        got
    }

    pub async fn lazy_operator_in_a_condition(n: u64) -> u64 {
        if read_from(&noisy("t", n), 1).await == 0 && test("right", true) {
            call("then", 1)
        } else {
            call("else", 2)
        }
    }

    pub async fn local_that_gets_another_value(n: u64, mut a: Noisy, b: Noisy) -> u64 {
        match (a, number(n).await) {
            (first, _) if first.value == 1 => {
                a = noisy("again", 1);
                pause(1).await;
            }
            (_, _) => {}
        }
        b.get()
    }

    pub async fn locals_that_get_parts_of_a_value(n: u64, mut a: Noisy, mut b: Noisy, mut c: Noisy) -> u64 {
        let d = noisy("d", n);
        match (a, number(n).await) {
            (first, _) if first.value == 1 => {
                Halves { right: a, .. } = now(halves(first.get())).await;
            }
            (_, _) => {}
        }
        match (b, number(n).await) {
            (second, 1) => {
                (_, Wrapped(b)) = (second.get(), now(Wrapped(noisy("b", 4))).await);
            }
            (_, _) => {}
        }
        call("both", two(c, fetch("other", n).await));
        [_, (c, ..)] = [now((noisy("c", 1), 2)).await, (noisy("c", 2), 3)];
        d.get() + c.get()
    }

    pub async fn local_that_gets_the_value(n: u64, mut a: Noisy, b: Noisy) -> u64 {
        a = now(noisy("sum", two(a, noisy("other", number(n).await)))).await;
        pause(1).await;
        a.get() + b.get()
    }

    pub async fn local_that_is_named_in_another_branch(n: u64, a: Noisy, b: Noisy) -> u64 {
        let got = if n == 0 { two(a, fetch("other", n).await) } else { number(n).await + a.get() };
        got + b.get()
    }

    pub async fn local_that_is_named_in_another_arm(n: u64, a: Noisy, b: Noisy) -> u64 {
        let got = match n {
            0 => two(a, fetch("other", n).await),
            1 => return eat(a, number(n).await).await,
            _ => b.get() + a.get(),
        };
        got + b.get()
    }

    pub async fn local_that_gets_the_value_in_a_loop(n: u64, mut a: Noisy, b: Noisy) -> u64 {
        for i in 0..2 {
            a = noisy("next", two(a, fetch("other", i).await));
        }
        let mut c = noisy("c", n);
        loop {
            let got = two(c, fetch("beside", n).await);
            if got > 1 {
                break a.get() + b.get();
            }
            c = noisy("again", got + 1);
        }
    }

    pub async fn tail_whose_last_argument_panics(n: u64) -> u64 {
        let mut a = noisy("a", n);
        pause(1).await;
        let got = {
            let b = fetch("b", n).await;
            two(noisy("c", b.value), noisy("d", halves(n).count))
        };
        let got = got
            + match n {
                0 => two(noisy("e", fetch("f", n).await.value), noisy("g", halves(n).count)),
                _ => two(noisy("h", n), noisy("i", halves(n).count)),
            };
        two(noisy("j", a.add(got).value), noisy("k", halves(n).count))
    }

    pub async fn call_as_an_arm(n: u64) -> u64 {
        match n {
            0 => two(noisy("a", n), noisy("b", read_from(&noisy("t", n), 1).await)),
            1 => match maybe_two(n) {
                Some((first, _)) => two(first, noisy("c", read_from(&noisy("t", n), 1).await)),
                None => 3,
            },
            2 => return two(noisy("d", n), noisy("e", read_from(&noisy("t", n), 1).await)),
            _ => two(noisy("f", fetch("g", n).await.value), noisy("h", read_from(&noisy("t", n), 1).await)),
        }
    }

    pub async fn call_as_an_arm_behind_a_guard(n: u64) -> u64 {
        match lookup_noisy("found", n).await {
            Some(found) if number(n).await == 0 => two(found, noisy("a", read_from(&noisy("t", n), 1).await)),
            Some(found) if found.is_even() => two(found, noisy("b", read_from(&noisy("t", n), 1).await)),
            _ => 2,
        }
    }
}

fn two(a: Noisy, b: Noisy) -> u64 {
    call("two", a.value + b.value)
}

fn three(a: Noisy, b: Noisy, c: Noisy) -> u64 {
    call("three", a.value + b.value + c.value)
}

struct Sum(u64);

impl Drop for Sum {
    fn drop(&mut self) {
        event(format_args!("drop sum {}", self.0));
    }
}

impl std::ops::Add for Sum {
    type Output = Sum;
    fn add(self, other: Sum) -> Sum {
        Sum(call("add", self.0 + other.0))
    }
}

cases! {
    list_with_a_temporary [0, 1] |n| list_with_a_temporary(n);
    array_with_a_temporary [0, 1] |n| array_with_a_temporary(n);
    parts_that_become_something_else [0, 1] |n| parts_that_become_something_else(n);
    call_with_temporaries [0, 1] |n| call_with_temporaries(n);
    nested_calls_with_temporaries [0, 1] |n| nested_calls_with_temporaries(n);
    struct_with_a_temporary [0, 1] |n| struct_with_a_temporary(n);
    tuple_with_a_temporary_of_an_await [0, 1] |n| tuple_with_a_temporary_of_an_await(n);
    sum_with_a_temporary [0, 1] |n| sum_with_a_temporary(n);
    operand_beside_a_borrowed_value [0, 1] |n| operand_beside_a_borrowed_value(n);
    format_with_temporaries [0, 1] |n| format_with_temporaries(n);
    assertion_with_temporaries [0, 1] |n| assertion_with_temporaries(n);
    condition_inside_an_operand [0, 1] |n| condition_inside_an_operand(n);
    receiver_that_is_taken [0, 1] |n| receiver_that_is_taken(n);
    return_from_a_later_operand [0, 1, 3] |n| return_from_a_later_operand(n);
    left_side_of_and [0, 1] |n| left_side_of_and(n);
    left_side_of_or [0, 1] |n| left_side_of_or(n);
    chain_of_lazy_operators [0, 1] |n| chain_of_lazy_operators(n);
    lazy_operator_in_an_operand [0, 1] |n| lazy_operator_in_an_operand(n);
    lazy_operator_in_a_condition [0, 1] |n| lazy_operator_in_a_condition(n);
    local_that_gets_another_value [0, 1] |n| local_that_gets_another_value(n, noisy("a", n), noisy("b", n));
    locals_that_get_parts_of_a_value [0, 1, 2] |n|
        locals_that_get_parts_of_a_value(n, noisy("a", n), noisy("b", n), noisy("c", n));
    local_that_gets_the_value [0, 1] |n| local_that_gets_the_value(n, noisy("a", n), noisy("b", n));
    local_that_is_named_in_another_branch [0, 1] |n| local_that_is_named_in_another_branch(n, noisy("a", n), noisy("b", n));
    local_that_is_named_in_another_arm [0, 1, 2] |n| local_that_is_named_in_another_arm(n, noisy("a", n), noisy("b", n));
    local_that_gets_the_value_in_a_loop [0, 1] |n| local_that_gets_the_value_in_a_loop(n, noisy("a", n), noisy("b", n));
    tail_whose_last_argument_panics [0, 1] |n| tail_whose_last_argument_panics(n);
    call_as_an_arm [0, 1, 2, 3] |n| call_as_an_arm(n);
    call_as_an_arm_behind_a_guard [0, 1, 2] |n| call_as_an_arm_behind_a_guard(n);
}

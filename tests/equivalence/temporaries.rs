//! Temporaries: each lives to the end of its statement, or of its block, or as long as its binding.
use crate::harness::*;

async fn added(numbers: &mut [u64], n: u64) -> u64 {
    pause(1).await;
    numbers[0] += n;
    numbers.iter().sum()
}

async fn set(it: &mut Option<Noisy>, n: u64) -> u64 {
    pause(1).await;
    *it = Some(noisy("it", n));
    pause(1).await;
    n
}

#[derive(Clone, Copy)]
pub enum Count {
    Zero,
    Some(u64),
}

impl Count {
    fn up(&mut self) -> u64 {
        let count = match *self {
            Count::Zero => 1,
            Count::Some(count) => count + 1,
        };
        *self = Count::Some(count);
        count
    }
}

functions! {
    pub async fn variants_that_change(n: u64) -> u64 {
        let kept = [&mut None, &mut Some(noisy("kept", n))];
        let got = set(&mut None, n).await + set(kept[0], n).await + set(kept[1], n).await;
        let count = &mut Count::Zero;
        pause(1).await;
        got + count.up() + count.up()
    }

    pub async fn constants_that_change(n: u64) -> u64 {
        let first = added(&mut [0], n).await;
        let kept = &mut [1, 2];
        let nothing: &mut [u64] = &mut [];
        kept[0] += added(&mut [first, 3][1..], n).await;
        let sum = added(kept, n).await + nothing.len() as u64;
        sum + kept[0]
    }

    pub async fn reference_to_a_temporary_operand(n: u64) -> u64 {
        let got = read_from(&noisy("temporary", n), 1).await;
        let more = add_to(&mut noisy("unique", got), 1, 1).await;
        pause(1).await;
        got + more
    }

    pub async fn two_temporaries_in_one_operand(n: u64) -> u64 {
        let got = pick(&noisy("first", n), &noisy("second", n + 1), n == 0).await.value;
        pause(1).await;
        got
    }

    pub async fn temporary_receiver(n: u64) -> u64 {
        let got = noisy("receiver", n).touch().await;
        noisy("other", got).bump(1).await
    }

    pub async fn temporary_receiver_in_a_chain(n: u64) -> u64 {
        let got = noisy("outer", n).add(1).touch().await + call("right", 1);
        pause(1).await;
        got
    }

    pub async fn temporary_outlives_the_await_in_a_statement(n: u64) {
        call("argument", noisy("left", n).value + read_from(&noisy("right", n), 1).await);
        pause(1).await;
    }

    pub async fn temporary_in_a_tail(n: u64) -> u64 {
        let _local = noisy("local", n);
        read_from(&noisy("temporary", n), 1).await
    }

    pub async fn temporary_in_a_block_tail(n: u64) -> u64 {
        let got = {
            let _local = noisy("local", n);
            noisy("temporary", n).touch().await
        };
        pause(1).await;
        got
    }

    pub async fn temporary_in_a_match_scrutinee(n: u64) -> u64 {
        match noisy("scrutinee", n).touch().await {
            0 => call("zero", 0),
            other => {
                pause(1).await;
                other
            }
        }
    }

    pub async fn awaited_value_held_by_a_match(n: u64) -> u64 {
        match fetch("held", n).await.value {
            0 => {
                pause(1).await;
                0
            }
            other => other + number(other).await,
        }
    }

    pub async fn temporary_in_an_if_condition(n: u64) -> u64 {
        if noisy("condition", n).touch().await == 0 {
            pause(1).await;
            call("then", 0)
        } else {
            pause(1).await;
            call("else", 1)
        }
    }

    pub async fn temporary_in_an_if_let(n: u64) -> u64 {
        if let 0 = noisy("condition", n).touch().await {
            pause(1).await;
            call("then", 0)
        } else {
            pause(1).await;
            call("else", 1)
        }
    }

    pub async fn temporary_in_a_while_condition(n: u64) -> u64 {
        let mut i = 0;
        while noisy("condition", i).touch().await < n {
            pause(1).await;
            i += 1;
        }
        i
    }

    pub async fn temporary_in_a_while_let(n: u64) -> u64 {
        let mut i = 0;
        while let Some(left) = read_from(&noisy("condition", n), 1).await.checked_sub(i) {
            pause(1).await;
            i += 1 + left / 2;
        }
        i
    }

    pub async fn guard_as_a_temporary(lock: &Lock, n: u64) -> u64 {
        *lock.lock_now() += n;
        let got = *lock.lock().await + call("locked", 0);
        pause(1).await;
        let more = number(n).await;
        *lock.lock().await += more;
        match *lock.lock_now() {
            0 => pause(0).await,
            _ => pause(1).await,
        }
        got
    }

    pub async fn extended_by_let(n: u64) -> u64 {
        let held = &noisy("held", n);
        let pair = (&mut noisy("in a tuple", n), n);
        let list = &[noisy("in an array", n)];
        pause(1).await;
        pair.0.add(1);
        pause(1).await;
        held.value + pair.0.value + list[0].value
    }

    pub async fn extended_across_its_own_await(n: u64) -> u64 {
        let held = &fetch("held", n).await;
        let Noisy { value, .. } = &mut fetch("taken apart", n).await;
        *value += 1;
        pause(1).await;
        held.value + *value
    }

    pub async fn index_and_deref_heads(n: u64) -> u64 {
        let a = now([noisy("x", n), noisy("y", n + 1)]).await[1].get();
        let b = *Box::new(number(n).await);
        let c = now(vec![1, 2, 3]).await[b as usize % 3];
        a + b + c
    }

    pub async fn awaited_reference_is_borrowed_from_a_temporary(n: u64) -> usize {
        let got = text("some words").await.trim().split(' ').count();
        let is_some = text(if n == 0 { "some" } else { "none" }).await.as_str() == "some";
        pause(u64::from(is_some)).await;
        got
    }

    pub async fn matches_as_a_scrutinee(n: u64) -> u64 {
        let got = match matches!(fetch("matched", n).await, Noisy { value: 1.., .. }) {
            true => {
                pause(1).await;
                call("true", 1)
            }
            false => {
                pause(1).await;
                call("false", 0)
            }
        };
        let both = two(
            noisy("a", u64::from(matches!(fetch("first", n).await, Noisy { value: 1, .. }))),
            noisy("b", u64::from(matches!(fetch("second", n).await, Noisy { value: 0 | 2, .. }))),
        );
        got + both
    }

    pub async fn temporaries_and_question(n: u64) -> Result<u64, Failure> {
        let got = attempt_noisy("got", noisy("input", n).value).await?.touch().await;
        check(read_from(&noisy("second", got + 1), 1).await)?;
        Ok(got)
    }

    pub async fn struct_operand_with_temporaries(n: u64) -> u64 {
        let failure = Failure { why: text(&noisy("name", n).to_string()).await, witness: noisy("witness", n) };
        pause(1).await;
        failure.why.len() as u64 + failure.witness.value
    }

    pub async fn left_to_an_else(n: u64) -> u64 {
        if let Shape::One(mut one) = shape(noisy("asked", n).get()) {
            one.bump(1).await;
        } else if let Shape::Two { right: _right, count: 0..=2, .. } = shape(n) {
        } else {
            call("else", 1);
        };
        call("behind", n)
    }

    pub async fn left_to_an_else_by_what_was_awaited(n: u64) -> u64 {
        if let Shape::One(_one) = now(shape(n)).await {
            pause(1).await;
        } else if let Shape::Two { right: _right, count: 0..=2, .. } = shape(n) {
        } else {
            call("else", 1);
        };
        call("behind", n)
    }

    pub async fn left_by_an_if_let_in_a_condition(n: u64) -> u64 {
        if let 0 | 2 | 3 = noisy("head", (if let Some((_, k)) = maybe_two(n) { k.get() } else { n })).add(1).get() {
            pause(1).await;
        } else if let 1 = read_from(&noisy("second", n), 1).await {
            call("then", 1);
        } else {
        };
        call("behind", n)
    }
}

cases! {
    variants_that_change [0, 1] |n| variants_that_change(n);
    constants_that_change [0, 1] |n| constants_that_change(n);
    reference_to_a_temporary_operand [0, 1] |n| reference_to_a_temporary_operand(n);
    two_temporaries_in_one_operand [0, 1] |n| two_temporaries_in_one_operand(n);
    temporary_receiver [0, 1] |n| temporary_receiver(n);
    temporary_receiver_in_a_chain [0, 1] |n| temporary_receiver_in_a_chain(n);
    temporary_outlives_the_await_in_a_statement [0, 1] |n| temporary_outlives_the_await_in_a_statement(n);
    temporary_in_a_tail [0, 1] |n| temporary_in_a_tail(n);
    temporary_in_a_block_tail [0, 1] |n| temporary_in_a_block_tail(n);
    temporary_in_a_match_scrutinee [0, 1] |n| temporary_in_a_match_scrutinee(n);
    awaited_value_held_by_a_match [0, 1] |n| awaited_value_held_by_a_match(n);
    temporary_in_an_if_condition [0, 1] |n| temporary_in_an_if_condition(n);
    temporary_in_an_if_let [0, 1] |n| temporary_in_an_if_let(n);
    temporary_in_a_while_condition [0, 2] |n| temporary_in_a_while_condition(n);
    temporary_in_a_while_let [0, 2] |n| temporary_in_a_while_let(n);
    guard_as_a_temporary [0, 1] |n| guard_as_a_temporary(&Lock::new(n), n);
    extended_by_let [0, 1] |n| extended_by_let(n);
    extended_across_its_own_await [0, 1] |n| extended_across_its_own_await(n);
    index_and_deref_heads [0, 1] |n| index_and_deref_heads(n);
    awaited_reference_is_borrowed_from_a_temporary [0, 1] |n| awaited_reference_is_borrowed_from_a_temporary(n);
    matches_as_a_scrutinee [0, 1] |n| matches_as_a_scrutinee(n);
    temporaries_and_question [0, 2, 3] |n| temporaries_and_question(n);
    struct_operand_with_temporaries [0, 1] |n| struct_operand_with_temporaries(n);
    left_to_an_else [0, 1, 2] |n| left_to_an_else(n);
    left_to_an_else_by_what_was_awaited [0, 1, 2] |n| left_to_an_else_by_what_was_awaited(n);
    left_by_an_if_let_in_a_condition [0, 1, 2] |n| left_by_an_if_let_in_a_condition(n);
}

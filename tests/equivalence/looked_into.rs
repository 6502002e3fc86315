//! What is left of a value without a name, when a pattern has looked into it: in what waits, in tails, and if something
//! panics.
use crate::harness::*;

fn both(n: u64) -> (Noisy, Noisy) {
    (noisy("left", n), noisy("right", n))
}

functions! {
    pub async fn macros_that_take_what_they_match(text: Option<Noisy>, n: u64) -> bool {
        let other = noisy("other", n);
        pause(1).await;
        let is_even = matches!(text, Some(text) if text.is_even());
        call("between", u64::from(is_even));
        pause(1).await;
        let copied = Some(n).filter(|n| *n > 0);
        pause(1).await;
        is_even && matches!(copied, Some(n) if n > 1) && matches!(copied, Some(_)) && other.is_even()
    }

    pub async fn matches_in_an_operand(n: u64) -> u64 {
        let got = flag(matches!([1u64, 0][noisy("index", n).get() as usize % 2], 0 | 3)).await;
        let got = got & flag(matches!([noisy("repeated", n).get(); 2][1], 0..=2)).await;
        let got = got & flag(matches!(noisy("matched", n), Noisy { value: 0, .. })).await;
        call("behind", u64::from(got))
    }

    pub async fn matches_beside_an_operand(n: u64) -> u64 {
        let got = call("left", u64::from(matches!(noisy("matched", n).get(), 0 | 3))) + number(1).await;
        let kept = call("left", u64::from(matches!(noisy("value", n), Noisy { value: 1, .. })));
        call("behind", got + kept + number(1).await)
    }

    pub async fn matches_with_a_name_in_an_operand(n: u64) -> u64 {
        let got = flag(matches!(noisy("copied", n), Noisy { value, .. } if value > 0)).await;
        let got = got & flag(matches!(noisy("looked at", n), ref it if it.is_even())).await;
        let got = got & flag(matches!(noisy("whole", n), it if it.is_even())).await;
        let got = got & flag(matches!(maybe_two(n), Some((first, _)) if first.is_even())).await;
        call("behind", u64::from(got))
    }

    pub async fn matches_in_a_call_at_the_end_of_a_block(n: u64) -> u64 {
        let got = eat(
            {
                let make = |value| noisy("made", value);
                make(u64::from(matches!(lookup_noisy("matched", *Lock::new(n).lock().await).await, Some(it) if it.get() > 1)))
            },
            1,
        )
        .await;
        call("behind", got)
    }

    pub async fn matches_around_a_match(n: u64) -> u64 {
        let got = flag(matches!(
            match maybe_two(n) {
                Some((first, _)) => first.get(),
                None => 1,
            },
            0 | 3
        ))
        .await;
        call("behind", u64::from(got))
    }

    pub async fn matches_around_another(n: u64) -> u64 {
        let got = match matches!(u64::from(matches!(noisy("inside", n), it if it.is_even())), 0 | 3) {
            true => number(n).await,
            false => eat(noisy("false", n), 1).await,
        };
        let got = got + number(vec![matches!(noisy("listed", n), it if it.is_even())].len() as u64).await;
        call("behind", got)
    }

    pub async fn matches_in_a_condition(n: u64) -> u64 {
        let got = match matches!([noisy("inside", n).get(); 2][1], 0 | 3) {
            true => fetch("true", n).await,
            false => noisy("false", n),
        };
        if matches!([noisy("inside", n).get(); 2][1], 0 | 3) {
            pause(1).await;
        }
        call("behind", got.value)
    }

    pub async fn part_of_a_value_in_an_operand(n: u64) -> u64 {
        let got = eat(
            match maybe_two(n) {
                Some((first, _)) => first,
                None => noisy("none", n),
            },
            1,
        )
        .await;
        call("behind", got)
    }

    pub async fn part_of_a_value_behind_an_operand(n: u64) -> u64 {
        let got = two(
            noisy("before", n),
            match (noisy("left", n), noisy("right", n)) {
                (left, ref right) if right.is_even() => left,
                (_, right) => right,
            },
        ) + number(1).await;
        call("behind", got)
    }

    pub async fn part_of_a_value_that_an_if_let_looks_into(n: u64) -> u64 {
        if let Shape::One(ref only) = shape(match maybe_two(n) {
            Some((first, _)) => first.get(),
            None => 2,
        }) {
            call("only", only.value + number(1).await);
        }
        if let Shape::One(only) = shape(match (noisy("left", 0), noisy("right", n)) {
            (left, _) => left.get(),
        }) {
            eat(only, 1).await;
        } else {
            pause(1).await;
        }
        let mut count = n;
        while let Shape::One(only) = shape(match maybe_two(count) {
            Some((first, _)) => count % 2 + first.get() % 2,
            None => 2,
        }) {
            count += eat(only, 1).await + 1;
        }
        call("behind", count)
    }

    pub async fn part_of_a_value_in_a_branch(n: u64) -> u64 {
        let got = number(if n == 0 {
            call("then", 1)
        } else {
            match (noisy("left", n), noisy("right", n)) {
                (left, _) => left.get(),
            }
        })
        .await;
        call("behind", got)
    }

    pub async fn part_of_a_value_by_if_let(n: u64) -> u64 {
        let got = eat(if let Some((_, second)) = maybe_two(n) { second } else { noisy("none", n) }, 1).await;
        call("behind", got)
    }

    pub async fn part_of_a_value_in_a_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let _b = noisy("b", n);
        match maybe_two(n) {
            Some((first, _)) if first.is_even() => first.get(),
            Some((_, second)) => second.get(),
            None => 0,
        }
    }

    pub async fn part_of_a_value_in_the_tail_of_a_block(n: u64) -> u64 {
        let got = {
            let _a = noisy("a", n);
            pause(1).await;
            match maybe_two(n) {
                Some((first, _)) => first.get(),
                None => 0,
            }
        };
        call("behind", got)
    }

    pub async fn guard_over_a_value_in_a_tail(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let _b = noisy("b", n);
        match Some(noisy("matched", n)) {
            Some(it) if it.is_even() => it.get(),
            Some(_) => 1,
            None => 0,
        }
    }

    pub async fn guard_over_a_value_in_an_arm(n: u64) -> u64 {
        match lookup_noisy("found", n).await {
            Some(found) => match Some(noisy("some", n)) {
                Some(it) if it.is_even() => number(it.get() + found.get()).await,
                Some(it) => it.get(),
                None => found.get(),
            },
            None => 1,
        }
    }

    pub async fn guard_over_a_value_in_a_loop(n: u64, mut p: Option<Noisy>, q: Noisy) -> Noisy {
        for _item in [noisy("listed", n), noisy("listed", n)] {
            match p.take() {
                Some(it) if it.is_even() => {
                    number(2).await;
                }
                Some(_it) => {}
                None => {}
            };
        }
        q
    }

    pub async fn temporaries_behind_what_is_bound(n: u64) -> u64 {
        let [mut a, b] = now([noisy("a", noisy("inside a", n).get()), noisy("b", noisy("inside b", n).get())]).await;
        let (c, _d) = now((noisy("c", read_from(&noisy("inside c", n), 1).await), noisy("d", noisy("e", n).get()))).await;
        let f = now(noisy("f", [noisy("inside f", n).get(); 2][read_from(&noisy("index", 0), 1).await as usize])).await;
        a.add(1).value + b.value + c.value + f.value
    }

    pub async fn part_of_a_value_before_an_else(n: u64) -> u64 {
        let Some(found) = lookup_noisy("found", match maybe_two(n) { Some((k, _)) => k.get(), None => 3 }).await else {
            call("else", 1);
            return eat(noisy("else", n), 1).await;
        };
        if let Some(it) = lookup_noisy("it", match maybe_two(n + 1) { Some((k, _)) => k.get(), None => 3 }).await {
            it.touch().await
        } else {
            call("behind", found.get())
        }
    }

    pub async fn temporaries_behind_a_part_that_is_bound(n: u64) -> u64 {
        let Halves { left: _, right, count } = now(halves([noisy("inside", n).get(); 2][1])).await;
        let (first, ..) = now((noisy("first", noisy("inside first", n).get()), noisy("second", n), 3)).await;
        let Halves { left, .. } = halves(match maybe_two(n) {
            Some((part, _)) => eat(part, 1).await,
            None => 1,
        });
        right.value + first.value + left.value + count
    }

    pub async fn temporaries_behind_a_let_else(n: u64) -> u64 {
        let Some((a, _)) = now(maybe_two(read_from(&noisy("inside", n), 1).await + noisy("other", n).get())).await else {
            return call("else", 1);
        };
        pause(1).await;
        a.get()
    }

    pub async fn temporaries_of_the_value_that_is_bound(n: u64) -> u64 {
        let looked_at = fetch("a", noisy("inside a", n).get()).await.get();
        let b = fetch("b", noisy("inside b", n).get()).await.into_renamed("b again");
        let (c, d) = both(fetch("c", noisy("inside c", n).get()).await.get());
        let e: Option<Noisy> = Some(noisy("e", fetch("e", noisy("inside e", n).get()).await.value));
        let f = Halves { left: fetch("f", n).await, count: fetch("g", noisy("inside g", n).get()).await.value, ..halves(n) };
        let _ = fetch("nothing", noisy("inside nothing", n).get()).await.into_renamed("nothing");
        let g = Halves { right: fetch("right", noisy("inside right", n).get()).await, ..halves(n) };
        pause(1).await;
        if n == 0 {
            drop(c);
        }
        pause(1).await;
        looked_at + b.get() + d.get() + f.count
    }

    pub async fn bound_both_ways_before_an_else(n: u64) -> u64 {
        if let Shape::Two { left, ref right, .. } = now(shape(n)).await {
            left.get() + right.get()
        } else if let (Shape::Two { right: it, .. } | Shape::One(it)) = shape(n + 1) {
            call("say", number(1).await + it.get())
        } else {
            2
        }
    }

    pub async fn number_in_what_a_method_makes_of_parts(n: u64) -> u64 {
        let Noisy { value, .. } = [halves(n).left, fetch("s", 1).await].into_iter().next().unwrap();
        let Noisy { value: other, .. } = (halves(n).left, fetch("t", 1).await).0.into_renamed("x");
        number(value + other).await
    }
}

cases! {
    macros_that_take_what_they_match [0, 1, 2] |n| macros_that_take_what_they_match(Some(noisy("text", n)), n);
    number_in_what_a_method_makes_of_parts [0, 1] |n| number_in_what_a_method_makes_of_parts(n);
    matches_in_an_operand [0, 1] |n| matches_in_an_operand(n);
    matches_beside_an_operand [0, 1] |n| matches_beside_an_operand(n);
    matches_with_a_name_in_an_operand [0, 1] |n| matches_with_a_name_in_an_operand(n);
    matches_in_a_call_at_the_end_of_a_block [0, 1, 2] |n| matches_in_a_call_at_the_end_of_a_block(n);
    matches_around_a_match [0, 2] |n| matches_around_a_match(n);
    matches_around_another [0, 1] |n| matches_around_another(n);
    matches_in_a_condition [0, 1] |n| matches_in_a_condition(n);
    part_of_a_value_in_an_operand [0, 1, 2] |n| part_of_a_value_in_an_operand(n);
    part_of_a_value_behind_an_operand [0, 1] |n| part_of_a_value_behind_an_operand(n);
    part_of_a_value_that_an_if_let_looks_into [0, 1, 2, 3] |n| part_of_a_value_that_an_if_let_looks_into(n);
    part_of_a_value_in_a_branch [0, 1] |n| part_of_a_value_in_a_branch(n);
    part_of_a_value_by_if_let [0, 1, 2] |n| part_of_a_value_by_if_let(n);
    part_of_a_value_in_a_tail [0, 1, 2] |n| part_of_a_value_in_a_tail(n);
    part_of_a_value_in_the_tail_of_a_block [0, 2] |n| part_of_a_value_in_the_tail_of_a_block(n);
    guard_over_a_value_in_a_tail [0, 1] |n| guard_over_a_value_in_a_tail(n);
    guard_over_a_value_in_an_arm [0, 1] |n| guard_over_a_value_in_an_arm(n);
    guard_over_a_value_in_a_loop [0, 1] |n| guard_over_a_value_in_a_loop(n, Some(noisy("p", n)), noisy("q", n));
    temporaries_behind_what_is_bound [0, 1] |n| temporaries_behind_what_is_bound(n);
    part_of_a_value_before_an_else [0, 1, 2, 3] |n| part_of_a_value_before_an_else(n);
    temporaries_behind_a_part_that_is_bound [0, 1] |n| temporaries_behind_a_part_that_is_bound(n);
    temporaries_behind_a_let_else [0, 1] |n| temporaries_behind_a_let_else(n);
    temporaries_of_the_value_that_is_bound [0, 1] |n| temporaries_of_the_value_that_is_bound(n);
    bound_both_ways_before_an_else [0, 1, 2] |n| bound_both_ways_before_an_else(n);
}

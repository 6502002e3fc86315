//! `let … else`: what the pattern leaves, and what lives through the `else`.
use crate::harness::*;

fn some(n: u64) -> Option<(Noisy, Noisy)> {
    step();
    maybe_two(n)
}

fn never() -> ! {
    panic!("never")
}

functions! {
    pub async fn part_of_a_value(n: u64) -> u64 {
        let _before = noisy("before", n);
        let Some((first, _)) = some(n) else {
            return call("else", 1);
        };
        pause(1).await;
        first.get()
    }

    pub async fn part_of_an_awaited_value(n: u64) -> u64 {
        let _before = noisy("before", n);
        let Some((_, second)) = now(some(n)).await else {
            pause(1).await;
            return call("else", 1);
        };
        pause(1).await;
        second.get()
    }

    pub async fn part_of_a_local(n: u64) -> u64 {
        let pair = some(n);
        let _between = noisy("between", n);
        pause(1).await;
        let Some((first, _)) = pair else {
            pause(1).await;
            return call("else", 1);
        };
        pause(1).await;
        first.get()
    }

    pub async fn part_of_a_local_without_an_await_in_else(n: u64) -> u64 {
        let pair = some(n);
        pause(1).await;
        let Some((.., mut second)) = pair else { return call("else", 1) };
        second.bump(1).await
    }

    pub async fn temporaries_of_the_value(n: u64) -> u64 {
        let _before = noisy("before", n);
        let Some(found) = lookup_noisy("found", noisy("temporary", n).touch().await).await else {
            pause(1).await;
            return call("else", noisy("in else", 1).touch().await);
        };
        pause(1).await;
        found.get()
    }

    pub async fn temporaries_without_an_await_in_else(n: u64) -> u64 {
        let Some(found) = lookup_noisy("found", noisy("temporary", n).touch().await).await else {
            return call("else", 1);
        };
        pause(1).await;
        found.get()
    }

    pub async fn by_reference(n: u64) -> u64 {
        let Some((ref first, _)) = some(n) else {
            pause(1).await;
            return call("else", 1);
        };
        pause(1).await;
        first.touch().await
    }

    pub async fn value_that_does_not_match(n: u64) -> u64 {
        let Ok(found) = attempt_noisy("found", n).await else {
            pause(1).await;
            return call("else", 1);
        };
        pause(1).await;
        found.get()
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            let Some((first, _)) = now(some(i)).await else {
                pause(1).await;
                continue;
            };
            sum += first.touch().await;
        }
        sum
    }

    pub async fn names_with_patterns(n: u64) -> u64 {
        let number = shape(n);
        let three = halves(n);
        pause(1).await;
        let Halves { left, right, count: mut count @ 1..=2 } = three else { return 4 };
        pause(1).await;
        let Shape::Number(two @ (1 | 2)) = number else { return call("else", count) };
        count += two;
        pause(1).await;
        left.get() + right.get() + count
    }

    pub async fn a_name_for_all(n: u64) -> u64 {
        let shape = shape(n);
        pause(1).await;
        let all @ Shape::One(_) = shape else { return 4 };
        pause(1).await;
        drop(all);
        1
    }

    pub async fn what_the_value_has_looked_into(n: u64) -> u64 {
        let Shape::Two { left, .. } = shape(u64::from(matches!(noisy("inside", n), it if it.is_even()))) else {
            pause(1).await;
            return 1;
        };
        left.get()
    }

    pub async fn what_the_value_has_taken_a_part_of(n: u64) -> u64 {
        let (Shape::One(it) | Shape::Two { left: it, .. }) = shape(match maybe_two(n) {
            Some((first, _)) => first.get(),
            None => 3,
        }) else {
            pause(1).await;
            return 2;
        };
        it.get()
    }

    pub async fn else_that_ends_the_process(n: u64) -> u64 {
        let given = Some(noisy("given", n));
        let Some(found) = given else {
            pause(1).await;
            std::process::exit(2)
        };
        pause(1).await;
        found.get()
    }

    pub async fn else_that_never_returns(n: u64) -> u64 {
        let given = Some(noisy("given", n));
        let Some(found) = given else {
            pause(1).await;
            never()
        };
        pause(1).await;
        found.get()
    }

    pub async fn pattern_that_binds_nothing(n: u64) -> u64 {
        let None = lookup_noisy("x", n).await else {
            pause(1).await;
            return 1;
        };
        let Noisy { value: 3, .. } = *Box::new(noisy("boxed", number(n).await)) else {
            return 2;
        };
        pause(1).await;
        3
    }

    pub async fn struct_that_binds_nothing(n: u64) -> u64 {
        let Noisy { value: 1, .. } = (Noisy { name: "struct", value: number(n).await }) else {
            pause(1).await;
            return 1;
        };
        let [Noisy { value: 1, .. }, _] = [fetch("x", n).await, noisy("y", 1)] else {
            pause(1).await;
            return 2;
        };
        pause(1).await;
        3
    }
}

cases! {
    pattern_that_binds_nothing [1, 3] |n| pattern_that_binds_nothing(n);
    struct_that_binds_nothing [0, 1] |n| struct_that_binds_nothing(n);
    part_of_a_value [0, 2] |n| part_of_a_value(n);
    part_of_an_awaited_value [0, 2] |n| part_of_an_awaited_value(n);
    part_of_a_local [0, 2] |n| part_of_a_local(n);
    part_of_a_local_without_an_await_in_else [0, 2] |n| part_of_a_local_without_an_await_in_else(n);
    temporaries_of_the_value [0, 3] |n| temporaries_of_the_value(n);
    temporaries_without_an_await_in_else [0, 3] |n| temporaries_without_an_await_in_else(n);
    by_reference [0, 2] |n| by_reference(n);
    value_that_does_not_match [0, 3] |n| value_that_does_not_match(n);
    in_a_loop [0, 4] |n| in_a_loop(n);
    names_with_patterns [0, 1, 2] |n| names_with_patterns(n);
    a_name_for_all [0, 1, 2] |n| a_name_for_all(n);
    what_the_value_has_looked_into [0, 1] |n| what_the_value_has_looked_into(n);
    what_the_value_has_taken_a_part_of [0, 1, 2, 3] |n| what_the_value_has_taken_a_part_of(n);
    else_that_ends_the_process [2] |n| else_that_ends_the_process(n);
    else_that_never_returns [2] |n| else_that_never_returns(n);
}

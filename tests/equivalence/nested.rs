//! Constructs in each other, as `cargo test --test random nested` found them to differ.
use crate::harness::*;

functions! {
    pub async fn match_that_takes_nothing_as_an_argument(n: u64) -> u64 {
        let Some(x) = lookup_noisy("x", match fetch("m", n).await {
            Noisy { value: 1, .. } => 1,
            _ => fetch("t", n).await.get(),
        })
        .await
        else {
            return 0;
        };
        x.get()
    }

    pub async fn match_in_a_match(n: u64, a: Noisy, b: Noisy) -> u64 {
        match (match fetch("m", n).await {
            Noisy { value: 1, .. } => 1,
            _ => eat(a, 1).await,
        }) {
            0 => pause(1).await,
            k if k > 1 => drop(b),
            _ => {}
        }
        1
    }

    pub async fn match_that_may_take_beside_a_number(n: u64) -> u64 {
        if n < 3 {
            let inner = fetch("inner", n).await;
            call("x", (match lookup_noisy("m", n).await {
                Some(s) if s.get() > 1 => s.get(),
                Some(_) => number(n).await,
                None => 4,
            }) + inner.value)
        } else {
            0
        };
        number(1).await
    }

    pub async fn match_in_the_head_of_a_loop(n: u64, a: Noisy) -> u64 {
        if n < 3 {
            let kept = fetch("kept", n).await;
            for i in (match lookup_noisy("m", n).await {
                Some(s) if s.get() > 1 => s.get(),
                Some(_) => eat(a, 1).await,
                None => 4,
            })
            .min(2)..3
            {
                call("i", i + kept.value);
            }
        }
        number(1).await
    }

    pub async fn match_of_a_field_of_a_value(n: u64, a: Noisy) -> u64 {
        let first = match halves(n).left {
            Noisy { value: 0, .. } => number(1).await,
            y => y.get(),
        };
        match (a, fetch("s", 1).await).0 {
            k if k.get() > 1 => k.touch().await,
            k => k.get(),
        };
        let last = match now((noisy("p", n), shape(n))).await.1 {
            Shape::Two { left, .. } => left.touch().await,
            Shape::One(one) => one.get(),
            _ => number(3).await,
        };
        match ((noisy("u", n), noisy("v", n)), noisy("w", n)).0.1 {
            k if k.get() > 1 => k.touch().await,
            k => k.get(),
        };
        first + last
    }

    pub async fn match_of_what_is_in_a_box(n: u64) -> u64 {
        match *Box::new(noisy("boxed", n)) {
            k if k.get() > 1 => k.touch().await,
            k => k.get(),
        }
    }

    pub async fn match_of_a_field_in_a_loop_head(n: u64) {
        for i in (match halves(n).left {
            Noisy { value: 0, .. } => number(1).await,
            y => y.get(),
        })
        .min(2)..3
        {
            call("i", i);
        }
    }

    pub async fn match_of_a_field_beside_an_await(n: u64) -> u64 {
        two(noisy("x", match halves(n).left { y => y.get() }), fetch("y", match halves(n).right { y => y.get() }).await)
    }

    pub async fn if_let_of_a_field_of_a_value(n: u64) -> u64 {
        if let Shape::One(one) = now((noisy("p", n), shape(n))).await.1 {
            one.touch().await;
        } else {
            number(1).await;
        }
        let Shape::One(one) = (noisy("r", n), shape(n)).1 else {
            return number(1).await;
        };
        number(1).await + one.get()
    }

    pub async fn while_let_of_a_field_of_a_value(n: u64) -> u64 {
        let mut i = n;
        while let Some(one) = (noisy("p", i), (i < 2).then(|| noisy("item", i))).1 {
            one.touch().await;
            i += 1;
        }
        i
    }

    pub async fn if_let_of_what_a_block_gives(n: u64, a: Noisy) -> u64 {
        if let Noisy { value: 1, .. } = ({
            let y = halves(n).left;
            pause(1).await;
            y
        }) {
            pause(1).await;
        } else {
            number(n).await;
        }
        if let Noisy { value: 1, .. } = (loop {
            break a;
        }) {
            pause(1).await;
        } else {
            number(n).await;
        }
        3
    }

    pub async fn field_of_an_update(n: u64) -> u64 {
        Halves { left: noisy("h", n), ..halves(n) }.count
    }

    pub async fn field_of_an_update_beside_an_await(n: u64) -> u64 {
        let [x, ..] = [
            noisy("x", n + Halves { left: noisy("h", lookup(n).await.unwrap_or(2)), ..halves(n) }.count),
            fetch("y", 1).await,
        ];
        pause(1).await;
        let left = noisy("left", n);
        let w = two(
            Halves { left, right: Halves { right: noisy("r", 1), ..halves(n) }.right, ..halves(n) }.right,
            fetch("y", 1).await,
        );
        let Some(z) = lookup_noisy("z", Halves { left: noisy("h", x.get()), ..halves(n) }.count).await else {
            return 0;
        };
        z.get() + w
    }

    pub async fn reference_to_what_a_loop_gives(n: u64) -> u64 {
        let r = &(loop {
            break number(n).await;
        });
        pause(1).await;
        // SAFETY: there is nothing unsafe in it.
        let s = &unsafe { number(n).await };
        pause(1).await;
        *r + *s
    }

    pub async fn reference_to_a_part_of_what_a_loop_gives(n: u64, a: Noisy) -> u64 {
        let Noisy { ref value, .. } = (loop {
            break fetch("t", n).await;
        });
        pause(1).await;
        let Noisy { value: ref other, .. } = (loop {
            break a;
        });
        pause(1).await;
        *value + *other
    }

    pub async fn reference_to_a_part_of_a_field(n: u64, a: Noisy) -> u64 {
        let Noisy { ref value, .. } = (noisy("t", n), fetch("s", 1).await).0;
        pause(1).await;
        let Noisy { value: ref other, .. } = Halves { left: a, right: fetch("s", 1).await, count: 1 }.left;
        pause(1).await;
        let Noisy { value: ref boxed, .. } = *Box::new(noisy("boxed", n));
        pause(1).await;
        *value + *other + *boxed
    }

    pub async fn number_in_a_field_of_a_value(n: u64) -> u64 {
        let Noisy { value, .. } = Halves { left: halves(n).left, right: fetch("s", 1).await, count: 1 }.left;
        number(value).await
    }

    pub async fn match_of_a_reference_to_what_a_block_gives(n: u64) -> u64 {
        match &({
            let inner = fetch("inner", 1).await;
            fetch("t", n + inner.value).await
        }) {
            Noisy { value: 1, .. } => {}
            k => {
                k.touch().await;
            }
        }
        match &(loop {
            break halves(n).left;
        }) {
            Noisy { value: 0, .. } => 0,
            k => k.touch().await,
        }
    }

    pub async fn guard_that_moves(n: u64, a: Noisy, b: Noisy) -> u64 {
        let first = match &noisy("m", n) {
            k if two(a, noisy("y", n)) > 1 => k.get(),
            k => k.touch().await,
        };
        let last = match n {
            0 => 5,
            1 if consume(b) == 7 => number(2).await,
            k => k,
        };
        first + last
    }

    pub async fn guard_that_moves_by_a_method(n: u64, a: Noisy, b: Noisy, c: Noisy) -> u64 {
        let first = match &noisy("m", n) {
            k if a.into_value() > 1 => k.get(),
            k => k.touch().await,
        };
        let second = match n {
            0 => 5,
            1 if b.get() == 7 => number(2).await,
            k if Some(c).is_some_and(|c| c.get() > k) => number(3).await + b.get(),
            k => k + b.get(),
        };
        first + second
    }

    pub async fn matches_in_the_argument_of_a_method(n: u64, mut a: Noisy) -> u64 {
        let _ = a.add(u64::from(matches!(noisy("m", number(n).await), Noisy { value: 1.., .. }))).get();
        let r = &noisy("l", n).add(u64::from(matches!(noisy("m", number(1).await), Noisy { value: 1.., .. }))).get();
        pause(1).await;
        *r
    }

    pub async fn methods_in_the_arguments_of_methods(n: u64) -> u64 {
        if noisy("x", n).add(noisy("y", n).add(fetch("t", n).await.get()).get()).get() > 0 {
            number(1).await;
        }
        noisy("x", n).add(noisy("y", n).add(noisy("z", n).add(fetch("t", n).await.get()).get()).get()).get()
    }

    pub async fn struct_on_the_left_of_and(n: u64, a: Noisy) -> u64 {
        for i in u64::from(Halves { left: noisy("h", eat(a, 1).await), ..halves(n) }.count > 1 && flag(n > 0).await)..2 {
            call("i", i);
        }
        0
    }

    pub async fn block_in_the_argument_of_a_method(n: u64, mut a: Noisy) -> u64 {
        let x;
        x = a
            .add({
                let inner = noisy("inner", 1);
                noisy("t", inner.get()).get()
            })
            .get();
        number(x).await
    }

    pub async fn block_that_awaits_in_the_argument_of_a_method(n: u64, mut a: Noisy) -> u64 {
        let x = a.add({ noisy("u", number(n).await).get() }).get();
        number(x).await
    }

    pub async fn guard_that_panics_in_what_a_tail_awaits(n: u64) -> u64 {
        let a = noisy("a", n);
        eat(
            match Some(fetch("t", a.get()).await) {
                Some(k) if k.get() > 1 => noisy("other", 1),
                Some(k) => k,
                None => noisy("none", 2),
            },
            1,
        )
        .await
    }

    pub async fn guard_that_panics_in_what_a_tail_looks_into(n: u64) -> u64 {
        if n < 3 {
            let inner = fetch("inner", n).await;
            let looked_into = if let Noisy { value: v @ 1.., .. } = match Some(noisy("t", n)) {
                Some(k) if k.get() > 1 => noisy("other", 1),
                Some(k) => k,
                None => noisy("none", 2),
            } {
                v
            } else {
                number(1).await
            };
            call("x", inner.value + looked_into);
            if let Noisy { value: v @ 1.., .. } = match Some(noisy("t", n)) {
                Some(k) if k.get() > 1 => noisy("other", 1),
                Some(k) => k,
                None => noisy("none", 2),
            } {
                v
            } else {
                number(1).await
            }
        } else {
            0
        }
    }
}

cases! {
    block_in_the_argument_of_a_method [0, 1] |n| block_in_the_argument_of_a_method(n, noisy("a", n));
    block_that_awaits_in_the_argument_of_a_method [0, 1] |n|
        block_that_awaits_in_the_argument_of_a_method(n, noisy("a", n));
    guard_that_panics_in_what_a_tail_awaits [0, 1, 2] |n| guard_that_panics_in_what_a_tail_awaits(n);
    guard_that_panics_in_what_a_tail_looks_into [0, 1, 2, 3] |n| guard_that_panics_in_what_a_tail_looks_into(n);
    guard_that_moves [0, 1, 2] |n| guard_that_moves(n, noisy("a", n), noisy("b", n));
    guard_that_moves_by_a_method [0, 1, 2] |n|
        guard_that_moves_by_a_method(n, noisy("a", n), noisy("b", n), noisy("c", n));
    matches_in_the_argument_of_a_method [0, 1] |n| matches_in_the_argument_of_a_method(n, noisy("a", n));
    methods_in_the_arguments_of_methods [0, 1] |n| methods_in_the_arguments_of_methods(n);
    struct_on_the_left_of_and [0, 1, 2] |n| struct_on_the_left_of_and(n, noisy("a", n));
    if_let_of_what_a_block_gives [0, 1] |n| if_let_of_what_a_block_gives(n, noisy("a", n));
    field_of_an_update [0] |n| field_of_an_update(n);
    field_of_an_update_beside_an_await [0, 1] |n| field_of_an_update_beside_an_await(n);
    reference_to_what_a_loop_gives [0, 1] |n| reference_to_what_a_loop_gives(n);
    reference_to_a_part_of_what_a_loop_gives [0, 1] |n| reference_to_a_part_of_what_a_loop_gives(n, noisy("a", n));
    reference_to_a_part_of_a_field [0, 1] |n| reference_to_a_part_of_a_field(n, noisy("a", n));
    number_in_a_field_of_a_value [0] |n| number_in_a_field_of_a_value(n);
    match_of_a_reference_to_what_a_block_gives [0, 1] |n| match_of_a_reference_to_what_a_block_gives(n);
    match_of_a_field_of_a_value [0, 1, 2] |n| match_of_a_field_of_a_value(n, noisy("a", n));
    match_of_what_is_in_a_box [0, 1, 2] |n| match_of_what_is_in_a_box(n);
    match_of_a_field_in_a_loop_head [0, 1] |n| match_of_a_field_in_a_loop_head(n);
    match_of_a_field_beside_an_await [0, 1] |n| match_of_a_field_beside_an_await(n);
    if_let_of_a_field_of_a_value [0, 1, 2, 3] |n| if_let_of_a_field_of_a_value(n);
    while_let_of_a_field_of_a_value [0, 1, 2] |n| while_let_of_a_field_of_a_value(n);
    match_that_takes_nothing_as_an_argument [0, 1] |n| match_that_takes_nothing_as_an_argument(n);
    match_in_a_match [0, 1, 2] |n| match_in_a_match(n, noisy("a", n), noisy("b", n));
    match_that_may_take_beside_a_number [0, 1, 2] |n| match_that_may_take_beside_a_number(n);
    match_in_the_head_of_a_loop [0, 1, 2] |n| match_in_the_head_of_a_loop(n, noisy("a", n));
}

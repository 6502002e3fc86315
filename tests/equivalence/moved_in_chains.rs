//! What a `let` in a chain binds, and a later condition of the chain moves.
use crate::harness::*;

functions! {
    pub async fn by_the_next_let(n: u64) -> u64 {
        if let Some(first) = lookup_noisy("first", n).await && let Some(second) = Some(first) {
            second.touch().await;
        } else {
            pause(2).await;
        }
        1
    }

    pub async fn by_a_call(n: u64) -> u64 {
        if let Some(first) = lookup_noisy("first", n).await && consume(first) == 1 {
            pause(1).await;
        }
        1
    }

    pub async fn by_what_is_awaited(n: u64) -> u64 {
        if let Some(first) = lookup_noisy("first", n).await && eat(first, 1).await == 1 {
            pause(1).await;
        }
        1
    }

    pub async fn one_after_the_other(n: u64) -> u64 {
        if let Some(first) = lookup_noisy("first", n).await
            && let Some((a, _)) = maybe_two(consume(first))
            && a.is_even()
            && let b = noisy("b", a.into_value())
            && b.is_even()
        {
            b.touch().await
        } else {
            pause_and(2).await
        }
    }

    pub async fn of_a_local_outside(n: u64) -> u64 {
        let x = noisy("x", n);
        pause(1).await;
        if n < 2 && let Some((a, _)) = maybe_two(consume(x)) && a.is_even() { a.touch().await } else { 1 }
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut i = 0;
        while let Some(first) = lookup_noisy("first", n + i).await && let Some(second) = Some(first) && second.value < 3 {
            second.touch().await;
            i += 1;
        }
        i
    }

    pub async fn a_part(n: u64) -> u64 {
        if let Some(h) = now((n < 2).then(|| halves(n))).await
            && consume(h.left) == 1
            && let Noisy { value: 1.., .. } = h.right
        {
            pause(1).await;
            h.right.get()
        } else {
            1
        }
    }

    pub async fn both_parts(n: u64) -> u64 {
        if let Some(h) = maybe_two(read_from(&noisy("lent", n), 1).await) && let (a, b) = h && a.value == 1 {
            pause(1).await;
            b.get()
        } else {
            1
        }
    }

    pub async fn beside_parts_of_values(n: u64) -> u64 {
        if n > 0
            && let Shape::Two { left, .. } = shape(match maybe_two(n) {
                Some((_, second)) => second.get() + n % 2,
                None => 1,
            })
            && let Shape::One(ref b) = shape(match (noisy("a", 0), noisy("b", n)) {
                (a, _) => a.get(),
            })
            && left.is_even()
        {
            call("both", left.get() + b.get() + number(1).await)
        } else {
            pause_and(1).await
        }
    }

    pub async fn out_of_a_field_of_a_value(n: u64) -> u64 {
        if n < 5 && let Shape::One(one) | Shape::Two { left: one, .. } = (noisy("q", n), shape(n)).1 && one.get() < 7 {
            one.touch().await;
        }
        let mut i = n;
        while i < 3 && let Some(one) = (noisy("p", i), (i != 1).then(|| noisy("item", i))).1 && one.get() < 7 {
            one.touch().await;
            i += 1;
        }
        i
    }
}

cases! {
    out_of_a_field_of_a_value [0, 1, 2, 3, 5] |n| out_of_a_field_of_a_value(n);
    by_the_next_let [0, 1, 2, 3] |n| by_the_next_let(n);
    by_a_call [0, 1, 2, 3] |n| by_a_call(n);
    by_what_is_awaited [0, 1, 2, 3] |n| by_what_is_awaited(n);
    one_after_the_other [0, 1, 2, 3] |n| one_after_the_other(n);
    of_a_local_outside [0, 1, 2, 3] |n| of_a_local_outside(n);
    in_a_loop [0, 1, 2, 3] |n| in_a_loop(n);
    a_part [0, 1, 2, 3] |n| a_part(n);
    both_parts [0, 1, 2, 3] |n| both_parts(n);
    beside_parts_of_values [0, 1, 2, 3, 4, 5, 6] |n| beside_parts_of_values(n);
}

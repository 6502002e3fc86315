//! References to temporaries that live as long as what a `let` binds to them, and no longer than its `else` allows.
use crate::harness::*;

pub struct Wrapped<'a, T>(&'a T, u64);

#[allow(dead_code)]
pub enum Either<'a, T> {
    Left(&'a T),
    Right,
}

mod tuples {
    pub struct Inner<'a>(pub &'a super::Noisy);
}

functions! {
    pub async fn value_of_a_let_else(n: u64) -> u64 {
        let _g = noisy("g", n);
        let Some(r) = &lookup_noisy("extended", n).await else {
            pause(1).await;
            return call("else", 1);
        };
        pause(1).await;
        r.get()
    }

    pub async fn part_of_the_value_of_a_let_else(n: u64) -> u64 {
        let _g = noisy("g", n);
        let Halves { left: r, count: 0..2, .. } = &now(halves(read_from(&noisy("lent", n), 1).await)).await else {
            pause(1).await;
            return call("else", 1);
        };
        pause(1).await;
        r.get()
    }

    pub async fn by_ref_in_a_let_else(n: u64) -> u64 {
        let _g = noisy("g", n);
        let Some(ref mut r) = lookup_noisy("extended", noisy("lent", n).touch().await).await else {
            return call("else", 1);
        };
        pause(1).await;
        r.get()
    }

    pub async fn beside_an_await_in_a_let_else(n: u64) -> u64 {
        let _g = noisy("g", n);
        let (Some(r), 0 | 1) = (&Some(noisy("extended", n)), number(n).await) else {
            return number(call("else", 1)).await;
        };
        pause(1).await;
        r.get()
    }

    pub async fn gone_before_an_else(n: u64) -> u64 {
        let _g = noisy("g", n);
        let Halves { left: r, count: 0..2, .. } = &halves(n) else {
            return call("else", 1);
        };
        pause(1).await;
        r.get()
    }

    pub async fn by_ref_and_gone_before_an_else(n: u64) -> u64 {
        let (Halves { left: r, count: 0..2, .. }, ref k) = (&halves(n), noisy("k", n)) else {
            return call("else", 1);
        };
        pause(1).await;
        r.get() + k.get()
    }

    pub async fn let_else_in_a_loop(n: u64) -> u64 {
        for i in 0..2 {
            let _g = noisy("g", n);
            let Halves { left: r, count: 0..2, .. } = &mut now(halves(n + i)).await else {
                call("else", 1);
                continue;
            };
            pause(1).await;
            r.add(1);
        }
        1
    }

    pub async fn beside_an_await(n: u64) -> u64 {
        let (r, _beside) = (&noisy("extended", n), fetch("other", n).await);
        r.touch().await
    }

    pub async fn before_an_await(n: u64) -> u64 {
        let [r, s] = [&noisy("extended", n), &fetch("other", n).await];
        r.touch().await + s.touch().await
    }

    pub async fn inside_of_a_variant(n: u64) -> u64 {
        let r = Some(&[noisy("extended", n), fetch("other", n).await][1]);
        r.unwrap().touch().await
    }

    pub async fn inside_of_tuple_structs(n: u64) -> u64 {
        let one = Wrapped(&noisy("one", n), 1);
        let two = Either::Left::<Noisy>(&noisy("two", n));
        let (three, _) = (tuples::Inner(&noisy("three", n)), 2);
        let four = &Wrapped(&noisy("four", n), number(1).await);
        pause(1).await;
        let Either::Left(two) = two else { return 0 };
        one.0.get() + one.1 + two.get() + three.0.get() + four.1
    }

    pub async fn branches(n: u64) -> u64 {
        let r = if n == 1 { &noisy("then", n) } else { &noisy("else", 0) };
        r.touch().await
    }

    pub async fn branches_that_wait(n: u64) -> u64 {
        let r = if flag(n == 1).await {
            &fetch("then", n).await
        } else {
            let _t = noisy("t", n);
            &noisy("else", 0)
        };
        r.touch().await
    }

    pub async fn arms(n: u64) -> u64 {
        let _g = noisy("g", n);
        let r = match n {
            0 => &fetch("zero", n).await,
            1 => &noisy("one", 1),
            _ => return call("other", 1),
        };
        r.touch().await
    }

    pub async fn block(n: u64) -> u64 {
        let r = {
            let _t = noisy("t", n);
            &noisy("extended", 0)
        };
        r.touch().await
    }

    pub async fn block_that_waits(n: u64) -> u64 {
        let r = {
            let _t = noisy("t", n);
            &mut fetch("extended", n).await
        };
        r.add(1).touch().await
    }

    pub async fn behind_a_temporary_that_waited(n: u64) -> u64 {
        let ref mut x = noisy("x", *Lock::new(n).lock().await);
        pause(1).await;
        x.add(1).get()
    }

    pub async fn referred_to_behind_a_temporary_that_waited(n: u64) -> u64 {
        let y = &noisy("y", *Lock::new(n).lock().await);
        pause(1).await;
        y.get()
    }

    pub async fn behind_operands_that_waited(n: u64) -> u64 {
        let ref mut x = vec![noisy("p", noisy("t", n).get()), fetch("q", 1).await].pop().unwrap();
        pause(1).await;
        let Noisy { ref value, .. } = [halves(n).left, fetch("s", 1).await].into_iter().next().unwrap();
        pause(1).await;
        x.add(1).get() + *value
    }

    pub async fn behind_a_temporary_in_a_block(n: u64) -> u64 {
        let x = {
            let ref inner = noisy("inner", *Lock::new(n).lock().await);
            let Noisy { value, .. } = &noisy("outer", inner.touch().await + *Lock::new(1).lock().await);
            pause(1).await;
            inner.get() + value
        };
        pause(1).await;
        x
    }

    pub async fn what_is_formatted(n: u64) -> u64 {
        let text = format_args!("{} {0} {}", noisy("a", n), noisy("b", n));
        event(text);
        let _c = noisy("c", n);
        pause(1).await;
        n
    }
}

cases! {
    what_is_formatted [0, 1] |n| what_is_formatted(n);
    behind_a_temporary_that_waited [0, 1] |n| behind_a_temporary_that_waited(n);
    referred_to_behind_a_temporary_that_waited [0, 1] |n| referred_to_behind_a_temporary_that_waited(n);
    behind_operands_that_waited [0, 1] |n| behind_operands_that_waited(n);
    behind_a_temporary_in_a_block [0, 1] |n| behind_a_temporary_in_a_block(n);
    value_of_a_let_else [0, 3] |n| value_of_a_let_else(n);
    part_of_the_value_of_a_let_else [0, 1, 2] |n| part_of_the_value_of_a_let_else(n);
    by_ref_in_a_let_else [0, 3] |n| by_ref_in_a_let_else(n);
    beside_an_await_in_a_let_else [0, 1, 2] |n| beside_an_await_in_a_let_else(n);
    gone_before_an_else [0, 1, 2] |n| gone_before_an_else(n);
    by_ref_and_gone_before_an_else [0, 1, 2] |n| by_ref_and_gone_before_an_else(n);
    let_else_in_a_loop [0, 1, 2] |n| let_else_in_a_loop(n);
    beside_an_await [0, 1, 2] |n| beside_an_await(n);
    before_an_await [0, 1, 2] |n| before_an_await(n);
    inside_of_a_variant [0, 1, 2] |n| inside_of_a_variant(n);
    inside_of_tuple_structs [1] |n| inside_of_tuple_structs(n);
    branches [0, 1, 2] |n| branches(n);
    branches_that_wait [0, 1, 2] |n| branches_that_wait(n);
    arms [0, 1, 2] |n| arms(n);
    block [0, 1, 2] |n| block(n);
    block_that_waits [0, 1, 2] |n| block_that_waits(n);
}

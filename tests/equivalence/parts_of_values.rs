//! Fields that are moved out of values without a name, in what is awaited or waits: the rest of the value lives to the end of the
//! statement.
use crate::harness::*;

pub struct Config {
    count: u64,
    inner: (u64, Noisy),
}

fn config(n: u64) -> Config {
    Config { count: n, inner: (n, noisy("inner", n)) }
}

impl Config {
    fn itself(&self) -> &Config {
        self
    }
}

functions! {
    pub async fn into_an_awaited_call(n: u64) -> u64 {
        let got = eat(halves(n).left, 1).await;
        got + eat(config(n).inner.1, noisy("other", n).get()).await
    }

    pub async fn into_an_operand(n: u64) -> u64 {
        let got = two(noisy("first", n), halves(n).right) + number(halves(n).count).await;
        let other = two(halves(n).left, fetch("second", n).await);
        got + other
    }

    pub async fn of_an_awaited_value(n: u64) -> u64 {
        eat(now(halves(n)).await.left, now(halves(n)).await.count).await
    }

    pub async fn fields_that_are_copied(n: u64) -> u64 {
        let kept = config(n);
        let got = number(kept.itself().count).await + number(kept.itself().inner.0).await;
        got + number(config(n).inner.0).await + number(config(n).inner.1.value).await
    }

    pub async fn as_receivers(n: u64) -> u64 {
        let got = halves(n).left.touch().await;
        let got = got + halves(n).right.into_finished().await;
        got + eat(halves(n).right.into_renamed("renamed"), halves(n).count).await
    }

    pub async fn that_are_compared(n: u64) -> u64 {
        u64::from(flag(halves(n).left.value == halves(n).right.get()).await)
    }

    pub async fn behind_questions(n: u64) -> Option<u64> {
        let left = noisy("left", n);
        left.touch().await;
        Some(two(lookup_noisy("asked", n).await?, maybe_two(n)?.0))
    }

    pub async fn behind_a_local_in_the_tail(n: u64) -> u64 {
        let mut a = noisy("a", n);
        pause(1).await;
        let got = two(noisy("b", a.add(1).value), noisy("c", number(n).await));
        got + two(noisy("d", a.add(1).value), noisy("e", a.add(1).value))
    }
}

cases! {
    into_an_awaited_call [0, 1] |n| into_an_awaited_call(n);
    into_an_operand [0, 1] |n| into_an_operand(n);
    of_an_awaited_value [0, 1] |n| of_an_awaited_value(n);
    fields_that_are_copied [0, 1] |n| fields_that_are_copied(n);
    as_receivers [0, 1] |n| as_receivers(n);
    that_are_compared [0, 1] |n| that_are_compared(n);
    behind_questions [0, 1, 2] |n| behind_questions(n);
    behind_a_local_in_the_tail [0, 1] |n| behind_a_local_in_the_tail(n);
}

//! Closures that are called more than once, and return futures and iterators that borrow what the closure captures.
use crate::harness::*;
use std::future::Future;

pub trait Counted {
    fn count(&self) -> u64;
}

impl Counted for Noisy {
    fn count(&self) -> u64 {
        self.get()
    }
}

async fn both<F: Future<Output = u64>>(call: impl Fn(u64) -> F, more: &Noisy) -> u64 {
    let (first, second) = (call(1), call(2));
    pause(1).await;
    first.await + second.await + more.get()
}

async fn in_turn<F: Future<Output = u64>>(calls: impl Iterator<Item = F>) -> u64 {
    let mut total = 0;
    for future in calls.collect::<Vec<_>>() {
        total += future.await;
    }
    total
}

functions! {
    pub async fn references_beside_a_number(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        let number = n + 1;
        let got = both(|more: u64| {
            let (a, b) = (&a, &b);
            async move {
                if a.count() == 1 {
                    return number;
                }
                attempt(more).await.unwrap_or(7) + b.get()
            }
        }, &b).await;
        pause(1).await;
        got
    }

    pub async fn numbers(n: u64) -> u64 {
        let more = n + 2;
        in_turn((0..3).map(|_| async { number(more).await })).await
    }

    pub async fn numbers_and_what_is_borrowed(n: u64, a: Noisy) -> u64 {
        let more = n + 2;
        let mut b = noisy("b", n);
        b.add(1);
        in_turn((0..3).map(|_| async { number(more).await + a.get() + b.get() })).await
    }

    pub async fn references_in_iterators(n: u64, a: Noisy) -> u64 {
        let more = n + 2;
        let list = vec![n, 1, 2];
        pause(1).await;
        let all: Vec<(u64, &Noisy, &u64)> =
            (0..2).flat_map(|one: u64| { let a = &a; list.iter().map(move |two| (one + more, a, two)) }).collect();
        all.iter().map(|(one, a, two)| one + a.value + **two).sum::<u64>()
    }

    pub async fn what_is_called_again(list: Vec<String>, call: impl AsyncFn(String) -> u64) -> u64 {
        in_turn(list.iter().map(async |one| {
            let got = call(one.to_string()).await;
            pause(1).await;
            got + one.len() as u64
        })).await
    }

    pub async fn what_is_called_again_and_changes<F>(n: u64, a: Noisy, mut call: F) -> u64
    where
        F: FnMut(u64) -> u64,
    {
        let first = call(number(n).await);
        pause(first).await;
        let more = (0..2).map(|one| call(one)).sum::<u64>();
        let kept = a;
        pause(1).await;
        more + kept.get() + call(1)
    }

    pub async fn calls_again(n: u64, a: Noisy) -> u64 {
        let list = vec![String::new(), n.to_string()];
        let got = what_is_called_again(list, async |one: String| number(n).await + a.get() + one.len() as u64).await;
        let mut sum = 0;
        let more = what_is_called_again_and_changes(n, a, |one| {
            sum += one;
            sum
        }).await;
        got + more + sum
    }
}

cases! {
    references_beside_a_number [0, 1, 3] |n| references_beside_a_number(n, noisy("a", n));
    numbers [0, 1] |n| numbers(n);
    numbers_and_what_is_borrowed [0, 1] |n| numbers_and_what_is_borrowed(n, noisy("a", n));
    references_in_iterators [0, 1] |n| references_in_iterators(n, noisy("a", n));
    calls_again [0, 1] |n| calls_again(n, noisy("a", n));
}

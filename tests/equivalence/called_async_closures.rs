//! `async` closures that are called where they stand: their futures point into them.
use crate::harness::*;

async fn maybe(n: u64) -> Option<u64> {
    pause(1).await;
    (n > 0).then_some(n)
}

functions! {
    pub async fn that_moves(a: u64) -> u64 {
        (async move || number(a).await)().await
    }

    pub async fn last_use(a: u64) -> u64 {
        let a = number(a).await;
        let c = (async || { number(a).await })().await;
        c
    }

    pub async fn with_an_argument(a: u64) -> u64 {
        (async move |x: u64| number(a + x).await)(1).await
    }

    pub async fn owns_something(n: u64) -> u64 {
        let x = noisy("x", n);
        let _y = noisy("y", n);
        (async move || x.touch().await)().await
    }

    pub async fn gives_it_away(n: u64) -> u64 {
        let x = noisy("x", n);
        (async move || {
            pause(1).await;
            x.into_finished().await
        })()
        .await
    }

    pub async fn in_place_of_a_try_block(a: u64) -> u64 {
        let _before = noisy("before", a);
        let c = (async || -> Option<u64> {
            let x = maybe(a).await?;
            Some(x + 1)
        })()
        .await;
        c.unwrap_or(7)
    }

    pub async fn borrows(n: u64) -> u64 {
        let mut all = vec![n];
        (async || {
            pause(1).await;
            all.push(1);
        })()
        .await;
        all.len() as u64
    }
}

cases! {
    that_moves [1] |n| that_moves(n);
    last_use [1] |n| last_use(n);
    with_an_argument [1] |n| with_an_argument(n);
    owns_something [1] |n| owns_something(n);
    gives_it_away [1] |n| gives_it_away(n);
    in_place_of_a_try_block [0, 1] |n| in_place_of_a_try_block(n);
    borrows [1] |n| borrows(n);
}

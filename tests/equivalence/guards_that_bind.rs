//! `if let` in guards: what they bind goes before what their pattern binds.
use crate::harness::*;

functions! {
    pub async fn beside_what_waits(n: u64) -> u64 {
        let _g = noisy("g", n);
        match lookup_noisy("x", n).await {
            Some(x) if let Some(y) = lookup_noisy("y", x.value + 1).await => y.value + x.value,
            Some(x) if let Some((y, _)) = maybe_two(x.value) => {
                pause(1).await;
                y.touch().await + x.touch().await
            }
            Some(x) => x.get(),
            None => 1,
        }
    }

    pub async fn without_an_await(n: u64) -> u64 {
        match lookup_noisy("x", n).await {
            Some(x) if let Some(y) = Some(noisy("y", n)) => y.value + x.value,
            Some(x) => {
                pause(1).await;
                x.get()
            }
            None => 1,
        }
    }

    pub async fn over_a_local(n: u64) -> u64 {
        let a = noisy("a", n);
        pause(1).await;
        match a {
            x if let Some((_, y)) = maybe_two(x.value) => {
                pause(1).await;
                y.touch().await + x.touch().await
            }
            x => x.touch().await,
        }
    }

    pub async fn a_part_and_a_reference(n: u64) -> u64 {
        match maybe_two(n) {
            Some((x, _)) if let Some(ref y) = Some(noisy("temporary", x.get())) => {
                pause(1).await;
                y.touch().await + x.touch().await
            }
            Some((_, x)) => x.touch().await,
            None => 1,
        }
    }

    pub async fn chains(n: u64) -> u64 {
        let _g = noisy("g", n);
        match lookup_noisy("x", n).await {
            Some(x)
                if let y = noisy("temporary", n).add(2)
                    && let z = fetch("z", 1).await
                    && n % 2 == 0 =>
            {
                pause(1).await;
                y.value + x.value + z.value
            }
            Some(x) => x.get(),
            None => 1,
        }
    }

    pub async fn alternatives(n: u64) -> u64 {
        let shape = shape(n);
        pause(1).await;
        let got = match shape {
            Shape::One(ref x) | Shape::Two { left: ref x, .. }
                if let Some(y) = lookup_noisy("y", x.touch().await).await
                    && y.is_even() =>
            {
                y.touch().await + x.value
            }
            Shape::Two { right, .. } if n == 1 && let k = right.get() && k == 2 => right.touch().await,
            Shape::Two { mut left, .. } if let 1 = read_from(&noisy("lent", 1), 1).await => {
                left.add(1);
                left.touch().await
            }
            Shape::One(x) => x.get(),
            _ => 1,
        };
        call("end", got)
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        for i in 0..2 {
            match lookup_noisy("x", n + i).await {
                Some(x) if let Some((y, _)) = maybe_two(x.value) => {
                    if i == 1 {
                        continue;
                    }
                    y.touch().await;
                }
                Some(_x) => {
                    if i == 1 {
                        break;
                    }
                    pause(1).await;
                }
                None => return 7,
            }
        }
        1
    }
}

cases! {
    beside_what_waits [0, 1, 2, 3] |n| beside_what_waits(n);
    without_an_await [0, 1, 2, 3] |n| without_an_await(n);
    over_a_local [0, 1, 2, 3] |n| over_a_local(n);
    a_part_and_a_reference [0, 1, 2, 3] |n| a_part_and_a_reference(n);
    chains [0, 1, 2, 3] |n| chains(n);
    alternatives [0, 1, 2, 3] |n| alternatives(n);
    in_a_loop [0, 1, 2, 3] |n| in_a_loop(n);
}

//! Guards that panic in a `match` on a value without a name, inside of another `match`.
use crate::harness::*;

functions! {
    pub async fn one_part_by_reference(n: u64) -> u64 {
        match (noisy("a", n), noisy("b", n)) {
            (a, ref b) => match noisy("inner", n) {
                y if call("guard", y.get() + a.get()) == 7 => y.get(),
                z => number(b.get()).await,
            },
        }
    }

    pub async fn both_parts_taken(n: u64) -> u64 {
        match (noisy("a", n), noisy("b", n)) {
            (a, b) => match (noisy("inner", n), noisy("inner2", n)) {
                (y, _) if call("guard", y.get() + a.get()) == 7 => y.touch().await,
                (_, z) => number(b.get() + z.get()).await,
            },
        }
    }

    pub async fn behind_a_guard(n: u64) -> u64 {
        let local = noisy("local", 1);
        match (noisy("a", n), noisy("b", n)) {
            (a, b) if a.get() == 1 => {
                match (noisy("inner", n), noisy("inner2", n)) {
                (y, _) if call("guard", y.get() + a.get()) == 7 => y.get(),
                (ref y, ref z) if call("guard2", y.get() + a.get()) == 7 => y.get(),
                (_, z) => z.get(),
            }; 3 },
            _ => 4
        }
    }

    pub async fn in_a_block(n: u64) -> u64 {
        let x = match (noisy("a", n), noisy("b", n)) {
            (a, b) => {
                pause(1).await;
                match (noisy("inner", n), noisy("inner2", n)) {
                (y, _) if call("guard", y.get() + a.get()) == 7 => y.get(),
                (_, z) => z.get(),
            } },
        };
        x + number(1).await
    }

    pub async fn three_deep(n: u64) -> u64 {
        match (noisy("a", n), number(1).await) {
            (a, 1) => match noisy("inner", a.get()) {
                y if call("guard", y.get()) == 7 => 3,
                _ => match noisy("inner2", n) { z if call("guard2", z.get() + a.get()) == 9 => number(3).await, _ => 2 },
            },
            _ => 3
        }
    }

    pub async fn on_an_awaited_value(n: u64) -> u64 {
        match Some(noisy("a", n)) {
            Some(ref a) if a.get() == 1 => match fetch("inner", a.get()).await {
                y if call("guard", y.get()) == 7 => 3,
                Noisy { value: 2, .. } => 3,
                y => y.touch().await,
            },
            _ => 3
        }
    }

    pub async fn that_awaits(n: u64) -> u64 {
        if let (a, Some(b)) = (noisy("a", n), Some(noisy("b", n))) {
            match fetch("inner", a.get()).await {
                y if call("guard", y.get()) == 7 && flag(true).await => 3,
                y => y.touch().await,
            }
        } else { 3 }
    }
}

cases! {
    one_part_by_reference [1, 2] |n| one_part_by_reference(n);
    both_parts_taken [1, 2] |n| both_parts_taken(n);
    behind_a_guard [1, 2] |n| behind_a_guard(n);
    in_a_block [1, 2] |n| in_a_block(n);
    three_deep [1, 2] |n| three_deep(n);
    on_an_awaited_value [1, 2] |n| on_an_awaited_value(n);
    that_awaits [1, 2] |n| that_awaits(n);
}

//! Fields that get a value where nothing of the local has moved yet, and what is left of it moves later; or on another way.
use crate::harness::*;

pub struct Pair {
    left: Noisy,
    right: Noisy,
}

fn pair(n: u64) -> Pair {
    Pair { left: noisy("left", n), right: noisy("right", n) }
}

functions! {
    pub async fn before_an_update(pair: Pair, n: u64) -> u64 {
        let mut pair = pair;
        pair.left = noisy("new left", n);
        let updated = Pair { right: fetch("new right", n).await, ..pair };
        pause(1).await;
        updated.left.get() + updated.right.get()
    }

    pub async fn on_another_way_than_an_update(mut pair: Pair, n: u64) -> u64 {
        if n == 1 {
            pair.left = noisy("new left", n);
            let updated = Pair { right: fetch("new right", n).await, ..pair };
            pause(1).await;
            return updated.left.get();
        }
        pause(1).await;
        pair.right = fetch("set", n).await;
        pause(1).await;
        pair.right.get()
    }

    pub async fn before_a_pattern(mut both: (Noisy, Noisy), n: u64) -> u64 {
        pause(1).await;
        both.0 = noisy("new", n);
        pause(1).await;
        let (first, _) = both;
        pause(1).await;
        first.get()
    }

    pub async fn on_another_way_than_a_pattern(both: (Noisy, Noisy), n: u64) -> u64 {
        let mut both = both;
        let other = noisy("other", n);
        pause(1).await;
        if n == 1 {
            let (first, _) = both;
            pause(1).await;
            first.get() + other.get()
        } else {
            both.0 = noisy("new", n);
            pause(1).await;
            other.get()
        }
    }

    pub async fn through_a_box(mut pair: Box<Pair>, n: u64) -> u64 {
        pause(1).await;
        (*pair).left = noisy("first left", n);
        if n == 1 {
            let Pair { left, .. } = *pair;
            pause(1).await;
            return left.get();
        }
        (*pair).right = noisy("second right", n);
        pause(1).await;
        pair.left.get()
    }

    pub async fn in_a_loop_that_fills_it_again(n: u64) -> u64 {
        let mut pair = pair(n);
        let mut sum = 0;
        for i in 0..n {
            pair.left = noisy("set", i);
            let updated = Pair { right: fetch("right", i).await, ..pair };
            pause(1).await;
            sum += updated.left.get();
            pair = updated;
        }
        sum
    }
}

cases! {
    before_an_update [1, 2] |n| before_an_update(pair(n), n);
    on_another_way_than_an_update [1, 2] |n| on_another_way_than_an_update(pair(n), n);
    before_a_pattern [1] |n| before_a_pattern((noisy("a", n), noisy("b", n)), n);
    on_another_way_than_a_pattern [1, 2] |n| on_another_way_than_a_pattern((noisy("a", n), noisy("b", n)), n);
    through_a_box [1, 2] |n| through_a_box(Box::new(pair(n)), n);
    in_a_loop_that_fills_it_again [0, 1, 2, 3] |n| in_a_loop_that_fills_it_again(n);
}

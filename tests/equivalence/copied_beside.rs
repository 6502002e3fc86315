//! What is copied where a method takes it, in a closure in which something else names it, too. Its type is not seen.
use crate::harness::*;

functions! {
    pub async fn taken_and_compared(n: u64) -> u64 {
        let limit = now(n).await;
        pause(1).await;
        let list: Vec<u64> = (0..3).map(|i| limit.min(i) + limit.cmp(&i) as u64).collect();
        now(list[0]).await + list[2]
    }

    pub async fn changed_and_counted(n: u64) -> u32 {
        let mut bits = now(n).await;
        let mut more = || {
            bits += 1;
            bits.count_ones()
        };
        pause(1).await;
        more() + more()
    }

    pub async fn compared_and_subtracted(n: u64) -> u64 {
        let limit = now(n).await;
        pause(1).await;
        let over = |i: &u64| if *i > limit { i - limit } else { limit.saturating_sub(*i) };
        let sum: u64 = [1, 5, 9].iter().map(over).sum();
        pause(1).await;
        sum
    }

    pub async fn kept_over_awaits(n: u64) -> u64 {
        let limit = now(n).await;
        pause(1).await;
        let over = |i: u64| limit.max(i) + u64::from(limit > i);
        pause(1).await;
        let first = over(1);
        pause(1).await;
        first + over(n + 1)
    }

    pub async fn sorted_by_it(n: u64) -> u64 {
        let middle = now(n).await;
        pause(1).await;
        let mut list = [5, 3, 9, 1];
        list.sort_by(|a, b| middle.abs_diff(*a).cmp(&middle.max(*b)));
        list[0] * 10 + list[3]
    }

    pub async fn shown_and_taken(n: u64) -> String {
        let o = now(Some(n)).await;
        pause(1).await;
        let shown: Vec<String> = (0..2).map(|i| format!("{o:?}") + &o.max(Some(i)).unwrap_or(0).to_string()).collect();
        shown.concat()
    }

    pub async fn moved_and_looked_at(n: u64) -> u64 {
        let a = now(noisy("a", n)).await;
        pause(1).await;
        let once = || {
            let seen = a.get();
            a.into_value() + seen
        };
        pause(1).await;
        once()
    }
}

cases! {
    taken_and_compared [1, 2] |n| taken_and_compared(n);
    changed_and_counted [1, 6] |n| changed_and_counted(n);
    compared_and_subtracted [3, 6] |n| compared_and_subtracted(n);
    kept_over_awaits [0, 3] |n| kept_over_awaits(n);
    sorted_by_it [3, 6] |n| sorted_by_it(n);
    shown_and_taken [0, 3] |n| shown_and_taken(n);
    moved_and_looked_at [1] |n| moved_and_looked_at(n);
}

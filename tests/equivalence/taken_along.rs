//! What a closure with `move` takes along of a local that the closure or block around it changes: a copy, as it is then.
use crate::harness::*;
use futures::{StreamExt, future::join_all, stream};

functions! {
    pub async fn numbered_by_closures() -> u64 {
        let mut n = 0;
        let sum: u64 = std::iter::repeat_with(|| { n += 1; move || n }).take(3).map(|number| number()).sum();
        now(n).await * 100 + sum
    }

    pub async fn numbered_by_blocks(n: u64) -> u64 {
        let mut seq = now(n).await;
        let futures: Vec<_> = (0..3)
            .map(|i| {
                seq += 1;
                async move { now(seq * 10 + i).await }
            })
            .collect();
        let all = join_all(futures).await;
        all.iter().sum::<u64>() + seq
    }

    pub async fn changed_behind_a_closure(n: u64) -> u64 {
        let mut k = now(n).await;
        let block = async {
            let closure = move || k;
            k += 1;
            closure()
        };
        let before = block.await;
        now(k).await * 10 + before
    }

    pub async fn changed_in_each_call(n: u64) -> u64 {
        let mut k = now(n).await;
        let mut bump = |i| {
            let closure = move || k + i;
            k += closure();
        };
        pause(1).await;
        bump(1);
        pause(1).await;
        bump(2);
        pause(1).await;
        k
    }

    pub async fn tells_where_to_go(n: u64) -> u64 {
        let mut on = n > 2;
        {
            let mut toggle = || {
                on = !on;
                [1].iter().any(move |_| on)
            };
            toggle();
        }
        if on { now(noisy("on", n)).await.value } else { 0 }
    }

    pub async fn another_reference(n: u64) -> u64 {
        let (x, y) = (noisy("x", n), noisy("y", n));
        let mut r = now(&x).await;
        {
            let mut f = || {
                r = &y;
                let closure = move || r.get();
                closure()
            };
            f();
        }
        pause(1).await;
        r.get()
    }

    pub async fn by_an_async_closure() -> u64 {
        let mut id = 0;
        let mut next = async || {
            id += 1;
            async move { id }.await
        };
        let a = next().await;
        pause(1).await;
        let b = next().await;
        now(id).await * 100 + a * 10 + b
    }

    pub async fn in_what_is_selected(n: u64) -> u64 {
        let mut k = now(n).await;
        let got = tokio::select! {
            biased;
            x = async { let before = async { k }.await; k += 3; before } => x,
        };
        now(k).await * 10 + got
    }

    pub async fn in_a_stream(n: u64) -> u64 {
        let mut k = now(n).await;
        let seen: Vec<u64> = stream::iter(0..3).map(|i| { k += i; async move { pause(1).await; k } }).buffered(2).collect().await;
        now(k).await + seen.iter().sum::<u64>()
    }

    pub async fn an_option(n: u64) -> u64 {
        let mut best = None;
        let mut offer = |x| {
            best = Some(x);
            move || best.unwrap_or(0)
        };
        let first = offer(n);
        let second = offer(n + 1);
        pause(1).await;
        first() * 100 + second() * 10 + best.unwrap_or(7)
    }

    pub async fn an_array(n: u64) -> u64 {
        let mut counts = now([n; 3]).await;
        let mut count = |i: usize| {
            counts[i] += 1;
            (0..3).map(move |j| counts[j]).sum::<u64>()
        };
        let sum = count(1) + count(2);
        now(counts[1]).await * 100 + sum
    }

    pub async fn a_loop_inside(n: u64) -> u64 {
        let mut k = now(n).await;
        async {
            for _ in 0..2 {
                k += 1;
                let seen = async move { pause(1).await; k }.await;
                call("seen", seen);
            }
        }
        .await;
        now(k).await
    }

    pub async fn two_levels(n: u64) -> u64 {
        let mut k = now(n).await;
        let mut outer = || {
            k += 1;
            let inner = || { let closure = move || k; closure() + 1 };
            inner()
        };
        let seen = outer() + outer();
        pause(1).await;
        seen * 10 + k
    }

    pub async fn its_own_copy_changes(n: u64) -> u64 {
        let mut k = now(n).await;
        let mut outer = || {
            k += 1;
            let mut closure = move || { k += 5; k };
            closure() + closure()
        };
        let seen = outer() + outer();
        pause(1).await;
        seen * 10 + k
    }

    pub async fn taken_for_good(n: u64) -> u64 {
        let mut a = now(noisy("a", n)).await;
        let outer = || {
            a.add(1);
            let closure = move || a;
            closure()
        };
        pause(1).await;
        let a = outer();
        now(a).await.value
    }

    pub async fn looked_at_beside(n: u64) -> u64 {
        let mut k = now(n).await;
        k += 1;
        let look = |i: u64| {
            let kept = &k;
            let closure = move || k + i;
            closure() + *kept
        };
        pause(1).await;
        let seen = look(1) + look(2);
        pause(1).await;
        seen + k
    }
}

cases! {
    numbered_by_closures [0] |_n| numbered_by_closures();
    numbered_by_blocks [0, 2] |n| numbered_by_blocks(n);
    changed_behind_a_closure [0, 3] |n| changed_behind_a_closure(n);
    changed_in_each_call [0, 3] |n| changed_in_each_call(n);
    tells_where_to_go [0, 3] |n| tells_where_to_go(n);
    another_reference [0] |n| another_reference(n);
    by_an_async_closure [0] |_n| by_an_async_closure();
    in_what_is_selected [0, 3] |n| in_what_is_selected(n);
    in_a_stream [0, 3] |n| in_a_stream(n);
    an_option [0, 3] |n| an_option(n);
    an_array [0, 3] |n| an_array(n);
    a_loop_inside [0, 3] |n| a_loop_inside(n);
    two_levels [0, 3] |n| two_levels(n);
    its_own_copy_changes [0, 3] |n| its_own_copy_changes(n);
    taken_for_good [0, 3] |n| taken_for_good(n);
    looked_at_beside [0, 3] |n| looked_at_beside(n);
}

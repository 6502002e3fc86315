//! As `taken_along`, of fields: what is left of the local may be no copy.
use crate::harness::*;
use futures::future::join_all;

pub struct Counts {
    pub n: u64,
    pub more: u64,
    pub noisy: Noisy,
}

pub fn counts(n: u64) -> Counts {
    Counts { n, more: 1, noisy: noisy("counts", n) }
}

type Boxed = Box<dyn Fn() -> u64>;

functions! {
    pub async fn of_a_tuple(n: u64) -> u64 {
        let mut p = now((n, 1)).await;
        let mut f = || { p.0 += 1; move || p.0 + p.1 };
        let (a, b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + p.0
    }

    pub async fn of_a_struct(n: u64) -> u64 {
        let mut s = now(counts(n)).await;
        let mut f = || { s.n += 1; move || s.n + s.more };
        let (a, b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + s.n
    }

    pub async fn one_field(n: u64) -> u64 {
        let mut p = now((n, 1)).await;
        let mut f = || { p.0 += 1; move || p.0 };
        let (a, b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + p.0 + p.1
    }

    pub async fn of_a_parameter(mut s: Counts) -> u64 {
        let mut f = || { s.n += 1; move || s.n };
        let (a, b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + s.n
    }

    pub async fn by_blocks(n: u64) -> u64 {
        let mut p = now((n, 1)).await;
        let mut f = || { p.0 += 1; async move { pause(1).await; p.0 + p.1 } };
        let (a, b) = (f(), f());
        pause(1).await;
        a.await * 100 + b.await * 10 + p.0
    }

    pub async fn spawned(n: u64) -> u64 {
        let mut s = now(counts(n)).await;
        let v: Vec<_> = (0..3).map(|i| { s.n += i; async move { pause(1).await; s.n } }).collect();
        let all = join_all(v).await;
        all.iter().sum::<u64>() * 100 + s.n
    }

    pub async fn changed_behind_a_block(n: u64) -> u64 {
        let mut s = now(counts(n)).await;
        let a = { let mut f = || { s.n += 1; async move { pause(1).await; s.n } }; f() };
        pause(1).await;
        s.n += 10;
        a.await + s.n
    }

    pub async fn outlives_the_function(n: u64) -> u64 {
        let (a, b) = escapes(n).await;
        a() * 10 + b()
    }

    pub async fn escapes(n: u64) -> (Boxed, Boxed) {
        let mut p = now((n, 1)).await;
        let mut f = || { p.0 += 1; move || p.0 + p.1 };
        let (a, b) = (f(), f());
        pause(p.0).await;
        (Box::new(a), Box::new(b))
    }

    pub async fn only_looked_at(n: u64) -> u64 {
        let s = now(counts(n)).await;
        let f = |i: u64| move || s.n + i;
        let (a, b) = (f(1), f(2));
        pause(1).await;
        a() * 10 + b() + s.noisy.get()
    }

    pub async fn in_a_block_around(n: u64) -> u64 {
        let mut s = now(counts(n)).await;
        let c = async {
            s.n += 1;
            let c = move || s.n;
            s.n += 1;
            pause(1).await;
            c()
        }
        .await;
        c * 10 + s.n
    }

    pub async fn beside_the_whole(n: u64) -> u64 {
        let mut p = now((n, 1)).await;
        let mut f = || { p.0 += 1; let q = &p; let sum = q.0 + q.1; move || p.0 + sum };
        let (a, b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + p.0
    }

    pub async fn its_own_copy(n: u64) -> u64 {
        let mut s = now(counts(n)).await;
        let mut f = || { s.n += 1; move || { s.n += 5; s.n } };
        let (mut a, mut b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + s.n
    }

    pub async fn a_method_of_a_field(n: u64) -> u64 {
        let mut s = now(counts(n)).await;
        let mut f = || { s.n += 1; move || s.n.pow(2) };
        let (a, b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + s.n
    }

    pub async fn a_method_of_all(n: u64) -> u64 {
        let mut k = now(n).await;
        let mut f = || { k += 1; move || k.pow(2) };
        let (a, b) = (f(), f());
        pause(1).await;
        a() * 100 + b() * 10 + k
    }

    pub async fn changed_by_another_inside(n: u64) -> u64 {
        let mut k = now(n).await;
        let mut f = || { let a = move || k; let mut b = || { k += 1; k }; b() + a() };
        let s = f() + f();
        pause(1).await;
        s * 10 + k
    }

    pub async fn changed_by_another_before(n: u64) -> u64 {
        let mut k = now(n).await;
        let mut f = || { let mut b = || { k += 1; k }; let x = b(); let a = move || k; x + a() };
        let s = f() + f();
        pause(1).await;
        s * 10 + k
    }

    pub async fn changed_in_both(n: u64) -> u64 {
        let mut k = now(n).await;
        let mut f = || { let a = move || { k += 100; k }; let mut b = || { k += 1; k }; b() + { let mut a = a; a() } };
        let s = f() + f();
        pause(1).await;
        s * 10 + k
    }
}

cases! {
    of_a_tuple [0, 3] |n| of_a_tuple(n);
    of_a_struct [0, 3] |n| of_a_struct(n);
    one_field [0, 3] |n| one_field(n);
    of_a_parameter [0, 3] |n| of_a_parameter(counts(n));
    by_blocks [0, 3] |n| by_blocks(n);
    spawned [0, 3] |n| spawned(n);
    changed_behind_a_block [0, 3] |n| changed_behind_a_block(n);
    outlives_the_function [0, 3] |n| outlives_the_function(n);
    only_looked_at [0, 3] |n| only_looked_at(n);
    in_a_block_around [0, 3] |n| in_a_block_around(n);
    beside_the_whole [0, 3] |n| beside_the_whole(n);
    its_own_copy [0, 3] |n| its_own_copy(n);
    a_method_of_a_field [0, 3] |n| a_method_of_a_field(n);
    a_method_of_all [0, 3] |n| a_method_of_all(n);
    changed_by_another_inside [0, 3] |n| changed_by_another_inside(n);
    changed_by_another_before [0, 3] |n| changed_by_another_before(n);
    changed_in_both [0, 3] |n| changed_in_both(n);
}

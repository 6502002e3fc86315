//! Futures in futures: deep, wide, generic, joined, selected and boxed.

use super::{Form, LEAF, Loop, Shape, finish, leaf, sum, waits};
use futures_util::future::{Either, FutureExt, select};
use std::{
    future::Future,
    pin::{Pin, pin},
};

shapes! {
    {
        async fn one(x: u64) -> u64 { leaf().await as u64 + x }
        async fn two(x: u64) -> u64 { one(x + 1).await + x }
        async fn three(x: u64) -> u64 { two(x + 1).await + x }
        async fn four(x: u64) -> u64 { three(x + 1).await + x }
        pub async fn five(x: u64) -> u64 { four(x + 1).await + x }
        async fn six(x: u64) -> u64 { five(x + 1).await + x }
        async fn seven(x: u64) -> u64 { six(x + 1).await + x }
        async fn eight(x: u64) -> u64 { seven(x + 1).await + x }
        async fn nine(x: u64) -> u64 { eight(x + 1).await + x }
        pub async fn ten(x: u64) -> u64 { nine(x + 1).await + x }

        async fn pass1() -> u32 { leaf().await }
        async fn pass2() -> u32 { pass1().await }
        async fn pass3() -> u32 { pass2().await }
        async fn pass4() -> u32 { pass3().await }
        async fn pass5() -> u32 { pass4().await }
        async fn pass6() -> u32 { pass5().await }
        async fn pass7() -> u32 { pass6().await }
        async fn pass8() -> u32 { pass7().await }
        async fn pass9() -> u32 { pass8().await }
        pub async fn pass10() -> u32 { pass9().await }

        pub async fn wrap<F: Future>(future: F) -> F::Output { future.await }
        pub async fn hold<const N: usize>(bytes: [u8; N]) -> u32 { leaf().await + bytes[N / 2] as u32 }

        pub async fn both<A: Future<Output = u32>, B: Future<Output = u32>>(a: A, b: B) -> u32 {
            let (a, b) = futures_util::join!(a, b);
            a + b
        }
        pub async fn joined(k: u8) -> u32 { both(hold([k; 64]), hold([k ^ 1; 64])).await }
        pub async fn wide(k: u8) -> u32 {
            both(both(hold([k; 32]), hold([k; 32])), both(hold([k; 32]), hold([k; 32]))).await
        }

        pub async fn first(k: u8) -> u32 {
            let (a, b) = (pin!(hold([k; 64])), pin!(hold([k ^ 1; 64])));
            match select(a, b).await {
                Either::Left((x, _)) => x,
                Either::Right((y, _)) => y + 1,
            }
        }

        pub async fn selected(k: u8) -> u32 {
            tokio::select! {
                biased;
                x = hold([k; 64]) => x,
                y = hold([k ^ 1; 64]), if k > 0 => y + 1,
            }
        }

        pub async fn selected_by_futures(k: u8) -> u32 {
            futures_util::select_biased! {
                x = hold([k; 64]).fuse() => x,
                y = hold([k ^ 1; 64]).fuse() => y + 1,
            }
        }

        pub async fn block(k: u8) -> u32 {
            let bytes = [k; 512];
            async move { leaf().await + sum(&bytes) }.await
        }

        pub fn boxed(x: u64) -> Pin<Box<dyn Future<Output = u64>>> { Box::pin(one(x)) }
        pub async fn through_a_box(x: u64) -> u64 { boxed(x).await + boxed(x + 1).await }

        pub async fn again(count: u32) -> u64 {
            let mut all = 0;
            for n in 0..count {
                all += three(n as u64).await;
            }
            all
        }
    }
    "five levels, a number kept in each", 5 * 8 + LEAF => five(1);
    "ten levels, a number kept in each", 10 * 8 + LEAF => ten(1);
    "ten levels that only pass on", LEAF => pass10();
    "generic, five levels", 64 + LEAF => wrap(wrap(wrap(wrap(wrap(hold([1; 64]))))));
    "1 KiB under seven generic levels", 1024 + LEAF => wrap(wrap(wrap(wrap(wrap(wrap(wrap(hold([1; 1024]))))))));
    "`join!` of two", 2 * (64 + LEAF) => joined(1);
    "`join!` of two of two", 4 * (32 + LEAF) => wide(1);
    "`select` of two", 2 * (64 + LEAF) => first(1);
    "`select!` of two, tokio's", 2 * (64 + LEAF) => selected(1);
    "`select_biased!` of two, of futures", 2 * (64 + LEAF) => selected_by_futures(1);
    "an `async move` block with 512 bytes", 512 + LEAF => block(1);
    "through a box, twice", 8 + 8 + 16 => through_a_box(1);
    loop "three levels in a loop" => |count| again(count);
}

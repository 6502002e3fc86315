//! Arguments and results: what a call passes down and hands back.

use super::{Form, LEAF, Loop, Shape, consume, finish, leaf, peek, sum, waits};
use std::{cell::RefCell, rc::Rc};

shapes! {
    {
        pub async fn hold<const N: usize>(bytes: [u8; N]) -> u32 {
            leaf().await + bytes[N / 2] as u32
        }

        pub async fn one_level(bytes: [u8; 64]) -> u32 {
            hold(bytes).await
        }

        async fn second(bytes: [u8; 1024]) -> u32 {
            third(bytes).await
        }
        async fn third(bytes: [u8; 1024]) -> u32 {
            leaf().await + sum(&bytes)
        }
        pub async fn three_levels(bytes: [u8; 1024]) -> u32 {
            second(bytes).await
        }

        async fn down9(bytes: [u8; 256]) -> u32 { hold(bytes).await }
        async fn down8(bytes: [u8; 256]) -> u32 { down9(bytes).await }
        async fn down7(bytes: [u8; 256]) -> u32 { down8(bytes).await }
        async fn down6(bytes: [u8; 256]) -> u32 { down7(bytes).await }
        async fn down5(bytes: [u8; 256]) -> u32 { down6(bytes).await }
        async fn down4(bytes: [u8; 256]) -> u32 { down5(bytes).await }
        async fn down3(bytes: [u8; 256]) -> u32 { down4(bytes).await }
        async fn down2(bytes: [u8; 256]) -> u32 { down3(bytes).await }
        pub async fn ten_levels(bytes: [u8; 256]) -> u32 { down2(bytes).await }

        async fn make(k: u8) -> [u8; 64] {
            let r = leaf().await;
            [k + r as u8; 64]
        }
        fn add(a: [u8; 64], b: [u8; 64], c: [u8; 64]) -> u32 {
            sum(&a) + sum(&b) + sum(&c)
        }
        pub async fn three_arguments(k: u8) -> u32 {
            add(make(k).await, make(k + 1).await, make(k + 2).await)
        }

        async fn produce(k: u8) -> [u8; 512] {
            let r = leaf().await;
            [k ^ r as u8; 512]
        }
        async fn digest(bytes: [u8; 512]) -> u32 {
            let r = leaf().await;
            r + sum(&bytes)
        }
        pub async fn result_is_the_next_argument(k: u8) -> u32 {
            let bytes = produce(k).await;
            digest(bytes).await
        }

        #[derive(Debug)]
        pub struct Failed(#[allow(dead_code)] Box<u32>);
        async fn step(text: String) -> Result<String, Failed> {
            leaf().await;
            Ok(text)
        }
        pub async fn questions(text: String) -> Result<String, Failed> {
            let text = step(text).await?;
            let text = step(text).await?;
            let text = step(text).await?;
            Ok(text)
        }

        pub async fn taken_if(taken: bool, text: String) -> u32 {
            if taken {
                consume(text);
            }
            leaf().await
        }

        pub async fn moved_before(k: u8) -> u32 {
            let values = [k as u64; 64];
            peek(&values);
            let moved = values;
            consume(moved);
            leaf().await
        }

        pub async fn dropped_before(k: u8) -> u32 {
            let values: [Vec<u8>; 8] = std::array::from_fn(|_| vec![k]);
            peek(&values);
            consume(values);
            leaf().await
        }

        pub async fn future_in_a_local(k: u8) -> u32 {
            let future = hold([k; 512]);
            peek(&future);
            let future = future;
            future.await
        }

        pub async fn shared(cell: Rc<RefCell<u32>>) -> u32 {
            *cell.borrow_mut() += leaf().await;
            let before = *cell.borrow();
            *cell.borrow_mut() += leaf().await;
            *cell.borrow() - before
        }

        pub async fn passed_on(count: u32) -> u64 {
            let mut all = 0;
            for n in 0..count {
                all += hold([n as u8; 16]).await as u64;
            }
            all
        }
    }
    "argument of 64 bytes, one level", 64 + LEAF => one_level([1; 64]);
    "argument of 1 KiB, three levels", 1024 + LEAF => three_levels([1; 1024]);
    "argument of 256 bytes, ten levels", 256 + LEAF => ten_levels([1; 256]);
    "argument of 8 KiB across one await", 8192 + LEAF => hold([1; 8192]);
    "awaits in three arguments", 128 + 1 + LEAF => three_arguments(1);
    "a result is the next argument", 512 + LEAF => result_is_the_next_argument(1);
    "`?` three times, a string", 24 + LEAF => questions(String::new());
    "taken if", 24 + LEAF => taken_if(true, String::new());
    "copied and given away before the await", LEAF => moved_before(1);
    "moved away before the await", LEAF => dropped_before(1);
    "a future in a local", 512 + LEAF => future_in_a_local(1);
    "shared, and borrowed between the awaits", 8 + 4 + LEAF => shared(Rc::default());
    loop "a call in a loop" => |count| passed_on(count);
}

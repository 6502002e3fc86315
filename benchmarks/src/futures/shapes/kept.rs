//! Locals that are kept across awaits.

use super::{Form, LEAF, Loop, Shape, finish, leaf, peek, sum, waits};
use std::sync::atomic::{AtomicU32, Ordering};

/// How many guards there are.
static GUARDS: AtomicU32 = AtomicU32::new(0);

shapes! {
    {
        pub async fn small(n: u32) -> u32 {
            let a = leaf().await;
            let b = leaf().await;
            a + b + n
        }

        pub async fn one_after_the_other(k: u8) -> u32 {
            let at = k as usize;
            let a = [k; 256];
            let a = leaf().await + a[at] as u32;
            let b = [k ^ 1; 256];
            let b = leaf().await + b[at] as u32;
            let c = [k ^ 2; 256];
            let c = leaf().await + c[at] as u32;
            let d = [k ^ 3; 256];
            let d = leaf().await + d[at] as u32;
            a + b + c + d
        }

        pub async fn looked_at_after(k: u8) -> u32 {
            let a = [k; 256];
            let first: u32 = leaf().await + sum(&a);
            let b = [k ^ 1; 256];
            let second: u32 = leaf().await + sum(&b);
            let c = [k ^ 2; 256];
            let third: u32 = leaf().await + sum(&c);
            first + second + third
        }

        async fn fill(buffer: &mut [u8; 128]) {
            let r = leaf().await;
            buffer[0] = r as u8;
        }
        pub async fn borrowed_across(k: u8) -> u32 {
            let mut buffer = [k; 128];
            fill(&mut buffer).await;
            fill(&mut buffer).await;
            sum(&buffer)
        }

        struct Guard<'a>(&'a AtomicU32);
        impl Drop for Guard<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
        pub async fn guarded(count: &AtomicU32) -> u32 {
            count.fetch_add(1, Ordering::Relaxed);
            let _guard = Guard(count);
            let a = leaf().await;
            let b = leaf().await;
            a + b
        }

        pub async fn pieces(text: String) -> usize {
            let mut words = text.split(' ');
            let first = words.next().unwrap_or_default();
            let waited = leaf().await as usize;
            first.len() + words.by_ref().count() + waited
        }

        pub async fn many_small(n: u64) -> u64 {
            let a = n + leaf().await as u64;
            let b = a ^ 3;
            let c = b + leaf().await as u64;
            let d = c | 4;
            let e = leaf().await as u64 + d;
            a + b + c + d + e
        }

        pub async fn all_of(values: Vec<u32>) -> u64 {
            let mut all = 0;
            for value in &values {
                all += (leaf().await + value) as u64;
            }
            all
        }

        pub async fn counted(count: u32) -> u64 {
            let mut all = 0u64;
            for n in 0..count {
                all += leaf().await as u64 + n as u64;
            }
            peek(&all);
            all
        }

        pub async fn with_a_buffer(count: u32) -> u32 {
            let mut buffer = [0u8; 256];
            let mut n = 0;
            while n < count {
                let read = leaf().await as u8;
                buffer[n as usize % 256] ^= read;
                n += 1;
            }
            sum(&buffer)
        }
    }
    "two awaits, small locals", 4 + 4 + LEAF => small(1);
    "four awaits, each with 256 bytes of its own", 1 + 12 + 256 + LEAF => one_after_the_other(1);
    "the same, looked at after the await", 1 + 8 + 256 + LEAF => looked_at_after(1);
    "128 bytes, borrowed across two awaits", 128 + 8 + LEAF => borrowed_across(1);
    "a guard across two awaits", 8 + 4 + LEAF => guarded(&GUARDS);
    "pieces of a string", 24 + size_of::<std::str::Split<'_, char>>() + 16 + LEAF => pieces(String::new());
    "many small numbers", 8 * 4 + LEAF => many_small(1);
    "a loop over a vector", 24 + 16 + 8 + 8 + LEAF => all_of(vec![1]);
    "a loop with a counter", 8 + 12 + LEAF => counted(3);
    "a loop with a buffer", 256 + 8 + LEAF => with_a_buffer(3);
    loop "count" => |count| counted(count);
    loop "fill a buffer" => |count| with_a_buffer(count);
}

//! What clippy says nothing of in an `async fn`, it says nothing of under the attribute.
#![deny(warnings, clippy::all, clippy::pedantic)]
#![allow(clippy::unused_async)]

use std::fmt::Display;
use std::future::Future;

use manual_async::manual_async;
use support::{later, run};

trait Handler {
    fn handle(&mut self, request: &str, _limit: u32) -> impl Future<Output = u32>;
}

struct Answer(u32);

// A parameter that nobody reads.
impl Handler for Answer {
    #[manual_async]
    async fn handle(&mut self, _request: &str, mut _limit: u32) -> u32 {
        self.0 += 1;
        later(self.0).await
    }
}

impl Answer {
    #[manual_async]
    async fn into(mut self, _name: String) -> u32 {
        self.0 += 1;
        later(self.0).await
    }

    #[manual_async]
    async fn fail(&self, _text: &str) -> u32 {
        panic!("the answer is {}", self.0)
    }

    #[manual_async]
    #[must_use]
    async fn get(&self) -> u32 {
        later(self.0).await
    }
}

#[manual_async]
async fn unread(_: u32, _plain: u32, mut _mutable: u64, _text: String, __two: &[u8]) -> Option<u32> {
    later(Some(1_u32)).await?.checked_add(1)
}

#[manual_async]
async fn unread_types<T: Display>(shown: T, _like: T, _clone: impl Clone) -> String {
    later(()).await;
    shown.to_string()
}

#[manual_async]
async fn doubled(items: &[u32], _limit: usize) -> impl Iterator<Item = u32> + '_ {
    later(()).await;
    items.iter().map(|item| item * 2)
}

// What gives nothing.
#[manual_async]
async fn panics() -> u32 {
    panic!("later")
}

#[manual_async]
async fn is_unreachable() -> ! {
    unreachable!();
}

#[manual_async]
async fn exits() -> u32 {
    std::process::exit(later(1).await)
}

#[manual_async]
async fn exits_unsafely() {
    unsafe { std::hint::unreachable_unchecked() }
}

#[manual_async]
async fn made<T>() -> T {
    fn fail() -> ! {
        panic!("there is none")
    }
    fail()
}

#[manual_async]
#[allow(clippy::needless_return)]
async fn returns() -> u32 {
    return 3;
}

// `#[must_use]`, of the function and of its future.
#[manual_async]
#[must_use]
async fn checked() -> u32 {
    later(3).await
}

#[must_use]
#[manual_async]
async fn checked_before() -> u32 {
    later(3).await
}

// What clippy does say of an `async fn`, it still says: there is a warning of what is expected in vain.
#[manual_async]
#[expect(clippy::used_underscore_binding)]
async fn read_after_all(_number: u32) -> u32 {
    later(_number).await
}

#[manual_async]
#[expect(clippy::needless_lifetimes)]
async fn copied<'a>(items: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    later(()).await;
    items.iter()
}

#[manual_async]
#[expect(clippy::double_must_use)]
#[must_use]
async fn checked_twice() -> Result<u32, u32> {
    later(Ok(3)).await
}

#[manual_async]
#[expect(clippy::diverging_sub_expression, unreachable_code)]
async fn sleeps_never() {
    std::thread::sleep(panic!("for {}", later(1).await));
}

fn main() {
    let mut answer = Answer(1);
    assert_eq!(run(answer.handle("", 1)), 2);
    assert_eq!(run(answer.get()), 2);
    assert_ne!(size_of_val(&answer.fail("")), 0);
    assert_eq!(run(answer.into(String::new())), 3);
    assert_eq!(run(unread(1, 2, 3, String::new(), &[])), Some(2));
    assert_eq!(run(unread_types(1, 2, 3)), "1");
    assert_eq!(run(doubled(&[1, 2], 3)).sum::<u32>(), 6);
    assert_ne!(size_of_val(&(panics(), is_unreachable(), exits(), exits_unsafely(), made::<u8>())), 0);
    assert_eq!(run(returns()) + run(checked()) + run(checked_before()) + run(read_after_all(3)), 12);
    assert_eq!(run(copied(&[1, 2])).count(), 2);
    assert_eq!(run(checked_twice()), Ok(3));
    assert_ne!(size_of_val(&sleeps_never()), 0);
}

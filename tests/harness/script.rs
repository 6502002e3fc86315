//! Leaves with outputs of several kinds. What `n % 4 == 3` asks for fails.

use super::{Failure, Leaf, Noisy, call, event, later, noisy, step};
use std::future::Future;

fn fails(n: u64) -> bool {
    n % 4 == 3
}

pub fn pause(polls: u64) -> Leaf<()> {
    later("pause", polls, ())
}

/// Nothing much, after a while.
pub fn pause_and(n: u64) -> Leaf<u64> {
    later("pause and", 1, n)
}

/// `n` itself, pending up to two times.
pub fn number(n: u64) -> Leaf<u64> {
    later("number", n % 3, n)
}

pub fn signed(n: i64) -> Leaf<i64> {
    later("signed", 1, n)
}

pub fn flag(answer: bool) -> Leaf<bool> {
    later("flag", 1, answer)
}

pub fn text(text: &str) -> Leaf<String> {
    later("text", 1, text.to_owned())
}

/// A [`Noisy`] that exists only when the future is ready: before that there is nothing to drop but the future.
pub fn fetch(name: &'static str, value: u64) -> impl Future<Output = Noisy> + Send {
    let leaf = later("fetch", 1, ());
    async move {
        leaf.await;
        noisy(name, value)
    }
}

/// A number, or an error.
pub fn attempt(n: u64) -> Leaf<Result<u64, String>> {
    later("attempt", 1, if fails(n) { Err(format!("attempt {n}")) } else { Ok(n) })
}

/// A noisy value, or a noisy error.
pub fn attempt_noisy(name: &'static str, n: u64) -> impl Future<Output = Result<Noisy, Failure>> + Send {
    let leaf = later("attempt_noisy", n % 3, ());
    async move {
        leaf.await;
        if fails(n) {
            Err(Failure { why: "attempt_noisy".to_owned(), witness: noisy("error", n) })
        } else {
            Ok(noisy(name, n))
        }
    }
}

/// A number, or nothing.
pub fn lookup(n: u64) -> Leaf<Option<u64>> {
    later("lookup", 1, (!fails(n)).then_some(n))
}

/// A noisy value, or nothing.
pub fn lookup_noisy(name: &'static str, n: u64) -> Leaf<Option<Noisy>> {
    let found = (!fails(n)).then(|| noisy(name, n));
    later("lookup_noisy", 1, found)
}

pub fn pair(a: u64, b: u64) -> Leaf<(u64, u64)> {
    later("pair", 1, (a, b))
}

/// Ready at the first poll.
pub fn now<T>(value: T) -> Leaf<T> {
    later("now", 0, value)
}

/// Holds a reference while it waits.
pub fn read_from<'a>(from: &'a Noisy, polls: u64) -> impl Future<Output = u64> + Send + use<'a> {
    let leaf = later("read_from", polls, ());
    async move {
        leaf.await;
        from.get()
    }
}

/// Holds a unique reference while it waits, and writes through it before and after.
pub fn add_to<'a>(to: &'a mut Noisy, more: u64, polls: u64) -> impl Future<Output = u64> + Send + use<'a> {
    let leaf = later("add_to", polls, ());
    async move {
        to.add(more);
        leaf.await;
        to.add(more).value
    }
}

/// Owns its argument while it waits.
pub fn eat(food: Noisy, polls: u64) -> impl Future<Output = u64> + Send {
    let leaf = later("eat", polls, ());
    async move {
        leaf.await;
        food.value
    }
}

/// Gives back a reference that it was given.
pub async fn pick<'a>(a: &'a Noisy, b: &'a Noisy, first: bool) -> &'a Noisy {
    pause(1).await;
    if first { a } else { b }
}

impl Noisy {
    /// Borrows for as long as it waits.
    pub async fn touch(&self) -> u64 {
        pause(1).await;
        self.get()
    }

    /// Borrows uniquely for as long as it waits.
    pub async fn bump(&mut self, by: u64) -> u64 {
        pause(1).await;
        self.add(by).value
    }

    /// Gives itself away.
    pub async fn into_finished(self) -> u64 {
        pause(1).await;
        call("finished", self.value)
    }
}

/// Not async, takes what it is given.
pub fn consume(noisy: Noisy) -> u64 {
    step();
    event(format_args!("consume {noisy:?}"));
    noisy.value
}

/// A plain check that `?` can leave at.
pub fn check(n: u64) -> Result<u64, String> {
    step();
    event(format_args!("check {n}"));
    if fails(n) { Err(format!("check {n}")) } else { Ok(n) }
}

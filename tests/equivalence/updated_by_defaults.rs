//! What is left of `..Default::default()`: it lives to the end of the statement, as that of any other value.
// What nobody reads is dropped.
#![allow(dead_code)]

use crate::harness::*;

pub struct Options {
    name: Noisy,
    path: Noisy,
    count: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { name: noisy("default name", 1), path: noisy("default path", 2), count: 3 }
    }
}

#[derive(Default)]
pub struct Plain<T> {
    value: T,
    count: u64,
    text: String,
}

struct Held(Noisy);

impl Default for Held {
    fn default() -> Self {
        Held(noisy("default held", 4))
    }
}

/// Its fields are of types that values become.
#[derive(Default)]
pub struct Changes<'a> {
    first: Option<Box<dyn Fn(u64) -> u64 + 'a>>,
    name: String,
    list: &'a [u64],
    kept: Kept,
}

impl Changes<'_> {
    fn all(&self, n: u64) -> u64 {
        self.first.as_ref().map_or(0, |change| change(n)) + self.list.len() as u64 + self.name.len() as u64
    }
}

pub struct Kept(Noisy);

impl Default for Kept {
    fn default() -> Self {
        Kept(noisy("default kept", 5))
    }
}

fn changes<'a>(n: u64) -> Changes<'a> {
    Changes { kept: Kept(noisy("changes", n)), ..Changes::default() }
}

fn used(options: Options, n: u64) -> u64 {
    call("used", options.count + n)
}

functions! {
    pub async fn given_to_what_is_awaited(n: u64) -> u64 {
        number(used(Options { name: noisy("name", n), ..Default::default() }, n)).await
    }

    pub async fn before_an_await(n: u64) -> u64 {
        let with = used(Options { count: n, ..Options::default() }, number(n).await);
        with + used(Options { path: noisy("path", n), ..Default::default() }, 1) + number(2).await
    }

    pub async fn behind_an_await(n: u64) -> u64 {
        let options = Options { count: number(n).await, ..Default::default() };
        pause(1).await;
        options.count + options.name.get()
    }

    pub async fn borrowed_before_an_await(n: u64) -> u64 {
        (&Options { name: noisy("name", n), count: n, ..Default::default() }).count + number(n).await
    }

    pub async fn looked_at(n: u64) -> u64 {
        match (Options { name: noisy("name", n), ..Default::default() }, n) {
            (Options { count, .. }, 1) if flag(count == 3).await => number(count).await,
            (Options { path, .. }, _) => number(path.get()).await,
        }
    }

    pub async fn of_a_generic_struct(n: u64) -> u64 {
        let left = Plain { value: n, ..Default::default() }.value + number(n).await;
        let plain = Plain { value: Held(noisy("held", n)), text: "text".into(), ..Default::default() };
        let len = number(Plain::<Held> { count: n, ..Default::default() }.count).await;
        left + len + plain.value.0.get() + plain.count
    }

    pub async fn values_become_what_fields_are(n: u64) -> u64 {
        let called = |given: u64| given + n;
        let sum = Changes { first: Some(Box::new(|given| given + 1)), name: "name".into(), ..Default::default() }.all(n);
        let sum = sum + number(n).await;
        let all = Changes { list: &[1, 2], first: Some(Box::new(called)), kept: Kept(noisy("kept", n)), ..changes(n) }.all(1) + number(2).await;
        sum + all
    }

    pub async fn everything_is_said(n: u64) -> u64 {
        number(used(Options { name: noisy("name", n), path: noisy("path", n), count: n, ..Default::default() }, 1)).await
    }
}

cases! {
    given_to_what_is_awaited [0, 2] |n| given_to_what_is_awaited(n);
    before_an_await [0, 2] |n| before_an_await(n);
    behind_an_await [0, 2] |n| behind_an_await(n);
    borrowed_before_an_await [0, 2] |n| borrowed_before_an_await(n);
    looked_at [0, 1, 2] |n| looked_at(n);
    of_a_generic_struct [0, 2] |n| of_a_generic_struct(n);
    values_become_what_fields_are [1] |n| values_become_what_fields_are(n);
    everything_is_said [1] |n| everything_is_said(n);
}

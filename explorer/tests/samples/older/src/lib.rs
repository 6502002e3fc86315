//! Before edition 2024: what functions return does not capture lifetimes by itself.

use std::cell::Ref;
use std::future::{Future, ready};

use manual_async::manual_async;

pub trait Length<'a> {
    fn length(&mut self, text: &'a str) -> impl Future<Output = usize>;
}

pub struct Counter<'a>(Vec<&'a str>);

#[manual_async]
impl<'a> Counter<'a> {
    pub async fn count(&mut self, text: &'a str, others: Ref<'_, [&'a str]>) -> &'a str {
        ready(others.len()).await;
        self.0.push(text);
        text
    }
}

#[manual_async]
impl<'a> Length<'a> for Counter<'a> {
    async fn length(&mut self, text: &'a str) -> usize {
        ready(text.len()).await + self.0.len()
    }
}

#[manual_async]
pub async fn both(one: &str, other: &[u8]) -> usize {
    ready(one.len()).await + other.len()
}

pub async fn lends(text: &str, mut count: usize) -> usize {
    let words: Vec<&str> = text.split(' ').collect();
    let all = manual_async::machine!(crate = manual_async, async {
        for word in &words {
            count += ready(word.len()).await;
        }
    });
    all.await;
    count
}

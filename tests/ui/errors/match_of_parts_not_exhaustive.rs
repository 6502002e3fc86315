//! Patterns that take a part, and leave something out.
use std::future::ready;

use manual_async::manual_async;

enum Kind {
    Named(String),
    Plain,
    Other,
}

struct Item {
    kind: Kind,
}

#[manual_async]
async fn arm_that_ends_with_an_await(kind: Kind) -> String {
    match kind {
        Kind::Named(name) => ready(name).await,
        Kind::Plain => String::new(),
    }
}

#[manual_async]
async fn part_of_a_parameter(pair: (Kind, u8)) -> u8 {
    match pair {
        (Kind::Named(_), n) => ready(n).await,
        (Kind::Plain, n) => n,
    }
}

#[manual_async]
async fn part_of_a_value(kind: Kind, n: u8) -> u8 {
    match (kind, n) {
        (Kind::Named(_), n) => ready(n).await,
        (Kind::Plain, _) => 3,
    }
}

#[manual_async]
async fn field(item: Item) -> String {
    match item.kind {
        Kind::Named(name) => ready(name).await,
        Kind::Plain => String::new(),
    }
}

#[manual_async]
async fn part_by_let(pair: (Kind, String)) -> String {
    let (Kind::Other, name) = pair;
    ready(name).await
}

fn main() {}

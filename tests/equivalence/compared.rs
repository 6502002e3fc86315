//! Methods of `Ord` on a local that lives across an await: on a reference they would want references.
use crate::harness::*;
use std::{cmp::Ordering, rc::Rc};

/// Is larger than another one if its number is.
#[derive(Debug)]
pub struct Ranked(Noisy);

fn ranked(name: &'static str, n: u64) -> Ranked {
    Ranked(noisy(name, n))
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Ranked) -> bool {
        self.0.value == other.0.value
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        step();
        self.0.value.cmp(&other.0.value)
    }
}

fn given(n: u64) -> u64 {
    step();
    n
}

functions! {
    pub async fn numbers_of_unknown_type(n: u64) -> u64 {
        let (least, most, between) = (given(n), given(n + 1), given(n + 2));
        let part = given(n) as f64;
        pause(1).await;
        let (least, most) = (least.min(3), most.max(call("most", 3)));
        let (between, part) = (between.clamp(1, 3), part.max(2.5));
        pause(1).await;
        least + most + between + part as u64
    }

    pub async fn an_awaited_number(n: u64) -> u64 {
        let most = given(n);
        pause(1).await;
        let most = most.max(number(3).await);
        pause(1).await;
        most
    }

    pub async fn behind_an_await(n: u64) -> u64 {
        number(n).await.wrapping_add(1).max(call("max", 3))
    }

    pub async fn values_that_are_dropped(n: u64) -> u64 {
        let first = ranked("first", n);
        let behind = noisy("behind", n);
        pause(1).await;
        let most = first.max(ranked("second", 3));
        pause(1).await;
        let shared = Rc::new(most.0.value);
        pause(1).await;
        let shared = shared.min(Rc::new(2));
        pause(1).await;
        *shared
    }

    pub async fn of_an_iterator(n: u64) -> u64 {
        let list = vec![1, n];
        let iterator = list.iter();
        pause(1).await;
        let most = iterator.max();
        pause(1).await;
        most.copied().unwrap_or(0)
    }

    pub async fn that_only_compare(n: u64) -> u64 {
        let (first, second) = (given(n), given(n));
        pause(1).await;
        let is_less = first.cmp(&3) == Ordering::Less;
        let is_equal = second.eq(&3);
        pause(1).await;
        u64::from(is_less) + u64::from(is_equal)
    }
}

cases! {
    numbers_of_unknown_type [1, 4] |n| numbers_of_unknown_type(n);
    an_awaited_number [1, 4] |n| an_awaited_number(n);
    behind_an_await [1, 4] |n| behind_an_await(n);
    values_that_are_dropped [1, 4] |n| values_that_are_dropped(n);
    of_an_iterator [1, 4] |n| of_an_iterator(n);
    that_only_compare [1, 3] |n| that_only_compare(n);
}

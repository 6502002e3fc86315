//! Chains in which a `let` borrows from what one before it has bound.
use crate::harness::*;

/// What the chains look into.
pub struct Item {
    pub part: Option<Noisy>,
    pub parts: Vec<Noisy>,
}

impl Item {
    pub fn part(&self) -> Option<&Noisy> {
        step();
        self.part.as_ref()
    }
}

fn item(n: u64) -> Item {
    Item { part: (n > 1).then(|| noisy("part", n)), parts: (0..n % 3).map(|n| noisy("of parts", n)).collect() }
}

async fn load(n: u64) -> Option<Item> {
    pause(1).await;
    (n > 0).then(|| item(n))
}

fn part_of(item: &Item) -> Option<&Noisy> {
    step();
    item.part.as_ref()
}

functions! {
    pub async fn of_an_awaited_value(n: u64) -> u64 {
        if let Some(item) = load(n).await && let Some(part) = &item.part { part.touch().await } else { number(7).await }
    }

    pub async fn of_a_unique_reference(n: u64) -> u64 {
        let mut place = (n > 0).then(|| item(n));
        let x = &mut place;
        if let Some(item) = x && let Some(part) = &mut item.part {
            part.value += number(1).await;
        }
        place.map_or(0, |item| item.part.map_or(1, |part| part.get()))
    }

    pub async fn by_a_method(n: u64) -> u64 {
        let mut place = (n > 0).then(|| item(n));
        if let Some(item) = place.as_mut() && let Some(part) = item.part.as_mut() && part.get() < 3 {
            part.value += number(1).await;
            return part.get();
        }
        if let Some(item) = &place && let Some(part) = item.part() && let value = part.get() && value > 2 {
            part.touch().await + value
        } else {
            number(2).await
        }
    }

    pub async fn by_a_function(n: u64) -> u64 {
        if let Some(item) = load(n).await && let Some(part) = part_of(&item) { part.touch().await } else { 0 }
    }

    pub async fn of_what_an_iterator_gives(n: u64) -> u64 {
        let mut items = vec![item(n), item(n + 1)];
        let mut sum = 0;
        while let Some(item) = items.pop() && let Some(ref part) = item.part {
            sum += part.touch().await;
        }
        if let Some(item) = load(n).await && let Some(part) = item.parts.iter().find(|part| part.get() > 0) {
            sum += part.touch().await;
        }
        sum
    }

    pub async fn only_the_other_branch_waits(n: u64) -> u64 {
        let mut place = (n > 0).then(|| item(n));
        if let Some(item) = &mut place && let Some(part) = &mut item.part { part.get() } else { number(1).await }
    }

    pub async fn of_a_copy(n: u64) -> u64 {
        if let Some(x) = Some(n) && let y = &x && test("holds", *y > 0) { pause(1).await; *y } else { 0 }
    }

    pub async fn of_a_box(n: u64) -> u64 {
        let boxed = Some(Box::new(item(n)));
        if let Some(item) = boxed && let Some(part) = item.part.as_ref() && let Some(other) = item.parts.first() {
            part.touch().await + other.touch().await
        } else {
            number(1).await
        }
    }
}

cases! {
    of_an_awaited_value [0, 1, 2] |n| of_an_awaited_value(n);
    of_a_unique_reference [0, 1, 2] |n| of_a_unique_reference(n);
    by_a_method [0, 1, 2, 4] |n| by_a_method(n);
    by_a_function [0, 1, 2] |n| by_a_function(n);
    of_what_an_iterator_gives [0, 1, 2] |n| of_what_an_iterator_gives(n);
    only_the_other_branch_waits [0, 1, 2] |n| only_the_other_branch_waits(n);
    of_a_copy [0, 1] |n| of_a_copy(n);
    of_a_box [0, 1, 2, 4] |n| of_a_box(n);
}

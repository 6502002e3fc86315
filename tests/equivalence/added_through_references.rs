//! `place(reference) += value().await`, where nothing names the reference again.
use crate::harness::*;
use std::collections::HashMap;

/// What the functions add to.
pub struct Counts {
    pub count: u64,
    pub list: Vec<u64>,
    pub by_name: HashMap<u64, u64>,
    pub sum: Sum,
}

impl Counts {
    pub fn count(&mut self) -> &mut u64 {
        step();
        &mut self.count
    }

    pub fn itself(&mut self) -> &mut Counts {
        step();
        self
    }

    pub fn list(&mut self) -> &mut Vec<u64> {
        step();
        &mut self.list
    }

    pub fn sum(&mut self) -> &mut Sum {
        step();
        &mut self.sum
    }
}

fn counts(n: u64) -> Counts {
    Counts { count: n, list: vec![n, 1], by_name: HashMap::from([(1, n)]), sum: Sum(n) }
}

fn same<T>(it: &mut T) -> &mut T {
    step();
    it
}

fn shown(counts: &Counts) -> String {
    format!("{} {:?} {:?} {:?}", counts.count, counts.list, counts.by_name, counts.sum)
}

functions! {
    async fn to_what_a_map_has(map: &mut HashMap<u64, u64>, n: u64) {
        *map.get_mut(&1).unwrap() += number(n).await;
    }

    async fn to_what_a_method_gives(counts: &mut Counts, n: u64) {
        *counts.count() += number(n).await;
    }

    async fn to_a_field_of_what_a_method_gives(counts: &mut Counts, n: u64) {
        counts.itself().count += number(n).await;
    }

    async fn to_what_a_field_has(counts: &mut Counts, n: u64) {
        *counts.by_name.get_mut(&1).unwrap() += number(n).await;
    }

    async fn to_an_element_of_what_a_method_gives(counts: &mut Counts, n: u64) {
        counts.list()[0] *= number(n).await;
    }

    async fn to_what_a_function_gives(count: &mut u64, n: u64) {
        *same(count) += number(n).await;
    }

    async fn to_what_functions_give(counts: &mut Counts, n: u64) {
        *same(same(counts).count()) += number(n).await;
    }

    async fn to_a_sum(counts: &mut Counts, n: u64) {
        *counts.sum() += number(n).await;
    }

    async fn to_a_sum_that_a_function_gives(sum: &mut Sum, n: u64) {
        *same(sum) += number(n).await;
    }

    async fn in_both_branches(counts: &mut Counts, n: u64) {
        if number(n).await == 0 {
            counts.list()[0] += number(n + 2).await;
        } else {
            *counts.list().last_mut().unwrap() += number(n + 3).await;
        }
    }

    async fn from_what_another_gives(left: &mut Counts, right: &mut Counts, n: u64) {
        left.list()[0] += right.list()[number(n % 2).await as usize];
    }

    pub async fn through_a_reference_to_a_local(n: u64) -> u64 {
        let mut list = vec![n, 2];
        let it = &mut list;
        *it.last_mut().unwrap() += number(n).await;
        list[1]
    }

    pub async fn through_references(n: u64) -> String {
        let (mut one, mut other) = (counts(n), counts(n + 1));
        to_what_a_map_has(&mut one.by_name, n).await;
        to_what_a_method_gives(&mut one, n).await;
        to_a_field_of_what_a_method_gives(&mut one, n).await;
        to_what_a_field_has(&mut one, n).await;
        to_an_element_of_what_a_method_gives(&mut one, n).await;
        to_what_a_function_gives(&mut one.count, n).await;
        to_what_functions_give(&mut one, n).await;
        to_a_sum(&mut one, n).await;
        to_a_sum_that_a_function_gives(&mut one.sum, n).await;
        in_both_branches(&mut one, n).await;
        from_what_another_gives(&mut one, &mut other, n).await;
        format!("{} {}", shown(&one), shown(&other))
    }

    pub async fn through_a_copied_reference(n: u64) -> u64 {
        let (index, mut list) = (&n, [1, 2, 3]);
        list[copied(index) as usize % 3] += number(n).await;
        let at = n as usize % 3;
        list[*same(&mut { at })] += number(n).await;
        list.iter().sum()
    }
}

fn copied(it: &u64) -> u64 {
    step();
    *it
}

cases! {
    through_references [0, 1, 2] |n| through_references(n);
    through_a_reference_to_a_local [0, 1] |n| through_a_reference_to_a_local(n);
    through_a_copied_reference [0, 1, 2] |n| through_a_copied_reference(n);
}

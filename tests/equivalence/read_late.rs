//! What is read too late, by the page about deviations: each entry has a case that shows it, and one with the way out.
use crate::harness::*;

async fn next(count: &mut u64) -> u64 {
    pause(1).await;
    *count += 5;
    1
}

struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    async fn next(&mut self) -> &'a str {
        pause(1).await;
        let (first, rest) = self.rest.split_at(1);
        self.rest = rest;
        first
    }
}

struct Both<'a> {
    here: &'a (u64,),
    there: &'a (u64,),
}

impl Both<'_> {
    async fn change(&mut self) {
        pause(1).await;
        std::mem::swap(&mut self.here, &mut self.there);
    }
}

struct Door;

impl Drop for Door {
    fn drop(&mut self) {
        event(format_args!("drop the door"));
    }
}

const DOOR: Door = Door;

fn open(_: Door, n: u64) -> u64 {
    n
}

struct Steps {
    step: fn(u64) -> u64,
}

impl Steps {
    async fn next(&mut self, n: u64) -> u64 {
        pause(1).await;
        self.step = |n| n * 10;
        n
    }
}

trait Advance {
    async fn advance(&mut self) -> u64;
}

impl Advance for &[u64] {
    async fn advance(&mut self) -> u64 {
        pause(1).await;
        *self = &self[1..];
        1
    }
}

fn sum(list: &[u64], more: u64) -> u64 {
    list.iter().sum::<u64>() + more
}

fn given(f: impl FnOnce(u64) -> u64, n: u64) -> u64 {
    f(n)
}

functions! {
    pub async fn what_a_reference_leads_to(n: u64) -> u64 {
        let mut all = n;
        let count = &mut all;
        count.wrapping_add(next(count).await)
    }

    pub async fn what_a_reference_leads_to_by_name(n: u64) -> u64 {
        let mut all = n;
        let count = &mut all;
        (*count).wrapping_add(next(count).await)
    }

    pub async fn a_reference(n: u64) -> bool {
        let mut words = Words { rest: if n > 0 { "ab" } else { "cd" } };
        words.rest.starts_with(words.next().await)
    }

    pub async fn a_reference_that_is_copied(n: u64) -> bool {
        let mut words = Words { rest: if n > 0 { "ab" } else { "cd" } };
        let rest = words.rest;
        rest.starts_with(words.next().await)
    }

    pub async fn a_function(n: u64) -> u64 {
        let mut steps = Steps { step: |n| n + 1 };
        (steps.step)(steps.next(n).await)
    }

    pub async fn a_function_that_is_copied(n: u64) -> u64 {
        let mut steps = Steps { step: |n| n + 1 };
        let step = steps.step;
        step(steps.next(n).await)
    }

    pub async fn what_a_reference_to_a_reference_becomes(n: u64) -> u64 {
        let list = [n, 2, 3];
        let mut list = &list[..];
        sum(&list, list.advance().await)
    }

    pub async fn what_a_reference_becomes(n: u64) -> u64 {
        let list = [n, 2, 3];
        let mut list = &list[..];
        sum(list, list.advance().await)
    }

    pub async fn what_a_closure_looks_at(n: u64) -> u64 {
        let (one, other) = ((n,), (10,));
        let mut both = Both { here: &one, there: &other };
        let here = || both.here.0;
        Both::change(&mut both).await;
        here()
    }

    pub async fn a_constant(n: u64) -> u64 {
        open(DOOR, number(n).await)
    }

    pub async fn a_constant_with_a_name(n: u64) -> u64 {
        let door = DOOR;
        open(door, number(n).await)
    }

    pub async fn by_a_pointer(n: u64) -> bool {
        let mut count = n;
        let (one, other) = (&raw mut count, &raw mut count);
        pause(1).await;
        // SAFETY: both lead to `count`, which lives, and nothing else names it.
        let same = unsafe { *one == { *other += 1; number(n).await } };
        same
    }

    pub async fn by_a_pointer_before(n: u64) -> bool {
        let mut count = n;
        let (one, other) = (&raw mut count, &raw mut count);
        pause(1).await;
        // SAFETY: as above.
        let left = unsafe { *one };
        // SAFETY: as above.
        let right = unsafe { *other += 1; number(n).await };
        left == right
    }

    pub async fn what_a_closure_takes(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        given(|more| a.into_value() + more, number(1).await) + b.get()
    }

    pub async fn what_a_closure_with_types_takes(n: u64, a: Noisy) -> u64 {
        let b = noisy("b", n);
        given(move |more: u64| a.into_value() + more, number(1).await) + b.get()
    }
}

cases! {
    what_a_reference_leads_to_by_name [0, 1] |n| what_a_reference_leads_to_by_name(n);
    a_reference_that_is_copied [0, 1] |n| a_reference_that_is_copied(n);
    a_function_that_is_copied [0, 1] |n| a_function_that_is_copied(n);
    a_constant_with_a_name [0, 1] |n| a_constant_with_a_name(n);
    what_a_reference_becomes [0, 1] |n| what_a_reference_becomes(n);
    by_a_pointer_before [0, 1] |n| by_a_pointer_before(n);
    what_a_closure_with_types_takes [0, 1] |n| what_a_closure_with_types_takes(n, noisy("a", n));
}

/// By the beginning of their entries.
pub static DIFFERENT: [(&str, Case); 8] = [
    ("`count.m(next(count).await)`", case!(what_a_reference_leads_to, [1], |n| what_a_reference_leads_to(n))),
    ("`self.rest.starts_with(self.next().await)`", case!(a_reference, [1], |n| a_reference(n))),
    ("`(self.f)(self.next().await)`", case!(a_function, [1], |n| a_function(n))),
    (
        "`f(&list, list.advance().await)`",
        case!(what_a_reference_to_a_reference_becomes, [1], |n| what_a_reference_to_a_reference_becomes(n)),
    ),
    (
        "A closure or block that looks at what a reference in a field leads to",
        case!(what_a_closure_looks_at, [1], |n| what_a_closure_looks_at(n)),
    ),
    ("A constant that has a destructor", case!(a_constant, [1], |n| a_constant(n))),
    ("A `static mut`, or what a raw pointer leads to", case!(by_a_pointer, [1], |n| by_a_pointer(n))),
    (
        "A closure that takes something with it",
        case!(what_a_closure_takes, [1], |n| what_a_closure_takes(n, noisy("a", n))),
    ),
];

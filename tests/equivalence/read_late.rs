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
    by_a_pointer_before [0, 1] |n| by_a_pointer_before(n);
    what_a_closure_with_types_takes [0, 1] |n| what_a_closure_with_types_takes(n, noisy("a", n));
}

/// By the beginning of their entries.
pub static DIFFERENT: [(&str, Case); 4] = [
    ("`count.m(next(count).await)`", case!(what_a_reference_leads_to, [1], |n| what_a_reference_leads_to(n))),
    ("`self.rest.starts_with(self.next().await)`", case!(a_reference, [1], |n| a_reference(n))),
    ("A `static mut`, or what a raw pointer leads to", case!(by_a_pointer, [1], |n| by_a_pointer(n))),
    (
        "A closure that takes something with it",
        case!(what_a_closure_takes, [1], |n| what_a_closure_takes(n, noisy("a", n))),
    ),
];

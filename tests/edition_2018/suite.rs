//! What closures capture in a crate of edition 2018: all of a local, of which they name a part, and the reference, not what it
//! leads to.
#![allow(clippy::all, unused_braces, unused_mut, unused_parens, unused_unsafe, unused_variables)]
// The harness is of edition 2024, where `panic!` formats.
#![allow(non_fmt_panics, path_statements, unused_must_use, redundant_semicolons)]

#[macro_use]
#[path = "../harness/mod.rs"]
mod harness;

mod captures {
    use crate::harness::*;
    use std::{future::poll_fn, task::Poll};

    pub struct Queue {
        items: Vec<Noisy>,
    }

    impl Queue {
        fn poll_next(&mut self) -> Poll<Option<Noisy>> {
            step();
            Poll::Ready(self.items.pop())
        }
    }

    fn queue(n: u64) -> Queue {
        Queue { items: vec![noisy("first", n), noisy("second", n)] }
    }

    functions! {
        pub async fn a_closure_that_is_polled(n: u64) -> u64 {
            let mut queue = queue(n);
            let mut got = 0;
            while let Some(item) = poll_fn(|_| queue.poll_next()).await {
                got += eat(item, 1).await;
            }
            got
        }

        pub async fn a_closure_that_borrows_a_reference(queue: &mut Queue, n: u64) -> u64 {
            let item = poll_fn(|_| queue.poll_next()).await;
            pause(n).await;
            let rest = poll_fn(|_| queue.poll_next()).await;
            item.map_or(1, consume) + rest.map_or(2, |rest| rest.get())
        }

        pub async fn closures_that_are_not_awaited(this: &mut Noisy, n: u64) -> Result<u64, String> {
            let (limit, mut seen) = (noisy("limit", n), Vec::new());
            let checked = attempt(n).await.map_err(|error| format!("{} of {}: {}", error, limit.name, this.value))?;
            let all: u64 = (0..checked).filter(|i| *i < limit.value).map(|i| { seen.push(i); i + this.value }).sum();
            this.bump(all).await;
            seen.iter().for_each(|_| this.value += limit.get());
            attempt(n + 1).await.map_err(|error| format!("{} {:?} {}", error, seen, this.value))
        }

        pub async fn a_closure_that_lives_on(mut a: Noisy, n: u64) -> u64 {
            let b = noisy("b", n);
            let mut add = |more| { a.value += more; a.value + b.value };
            let first = add(1);
            pause(n).await;
            first + add(2) + a.get() + b.get()
        }

        pub async fn blocks_that_are_not_awaited(a: Noisy, n: u64) -> u64 {
            let mut all = Vec::new();
            pause(1).await;
            let (one, other) = (async { number(n).await + a.get() }, async { all.push(a.value); pause(n).await; });
            other.await;
            one.await + all.len() as u64 + a.get()
        }
    }

    cases! {
        a_closure_that_is_polled [1] |n| a_closure_that_is_polled(n);
        a_closure_that_borrows_a_reference [0, 2] |n| a_closure_that_borrows_a_reference(&mut queue(n), n);
        closures_that_are_not_awaited [0, 1, 2, 3, 4] |n| async move { closures_that_are_not_awaited(&mut noisy("this", n), n).await };
        a_closure_that_lives_on [0, 1] |n| a_closure_that_lives_on(noisy("a", n), n);
        blocks_that_are_not_awaited [0, 1] |n| blocks_that_are_not_awaited(noisy("a", n), n);
    }
}

/// What is on the page about deviations, and the ways out that it names.
mod deviations {
    use crate::harness::*;

    pub struct Pair {
        left: Noisy,
        #[allow(dead_code, reason = "it is there to be dropped")]
        right: Noisy,
    }

    fn pair(n: u64) -> Pair {
        Pair { left: noisy("left", n), right: noisy("right", n) }
    }

    functions! {
        pub async fn a_field_in_a_closure(n: u64) -> u64 {
            let pair = pair(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let get = move || pair.left.get();
            pause(1).await;
            get()
        }

        pub async fn a_local_in_a_closure(n: u64) -> u64 {
            let pair = pair(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let get = move || {
                let _ = &pair;
                pair.left.get()
            };
            pause(1).await;
            get()
        }
    }

    cases! {
        a_local_in_a_closure [1] |n| a_local_in_a_closure(n);
    }

    #[test]
    fn a_field_differs() {
        let case = case!(a_field_in_a_closure, [1], |n| a_field_in_a_closure(n));
        assert!(
            include_str!("../../src/deviations.md")
                .contains("- **In edition 2018** a `move` closure that names a field")
        );
        assert!(case.check_input(1, Panics::InCalls).is_err(), "it does not differ any more: the page is wrong");
    }
}

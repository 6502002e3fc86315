//! What the pattern of a `let` leaves of a value that is found in several steps: it ends with the statement.
// What nobody reads is what is left.
#![allow(dead_code)]

use crate::harness::*;

pub struct Ticket {
    number: u64,
    name: Noisy,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        event(format_args!("drop ticket {}", self.number));
    }
}

pub struct Halves {
    left: Noisy,
    right: Noisy,
    count: u64,
}

fn halves(n: u64) -> Halves {
    Halves { left: noisy("left", n), right: noisy("right", n), count: n }
}

fn two_of(n: u64) -> (Noisy, Noisy) {
    (noisy("first", n), noisy("second", n))
}

async fn given<T>(value: T) -> T {
    pause(1).await;
    value
}

functions! {
    pub async fn a_block(n: u64) {
        let (a, _) = { pause(1).await; two_of(n) };
        call("c", a.get());
        pause(1).await;
    }

    pub async fn joined(n: u64) {
        let (a, _) = tokio::join!(fetch("a", n), fetch("b", n));
        call("c", a.get());
        let (_, b) = futures::join!(fetch("d", n), fetch("e", n));
        call("f", b.get());
    }

    pub async fn selected(n: u64) {
        let (_, b) = tokio::select! { biased; both = given((noisy("x", n), noisy("y", n))) => both, _ = pause(9) => two_of(n) };
        call("f", b.get());
    }

    pub async fn branches(n: u64) -> u64 {
        let Halves { left, right: _, .. } = if n == 0 { given(halves(1)).await } else { halves(2) };
        call("c", 1);
        let found = if n < 2 { Some(two_of(n)) } else { None };
        let (_, second) = match found { Some(both) => both, None => return 7 };
        call("d", 1);
        left.get() + second.get()
    }

    pub async fn loops(n: u64) {
        let (a, _) = loop { pause(1).await; if n < 5 { break two_of(n); } };
        call("c", 1);
        let [first, _] = 'list: { if n == 1 { pause(1).await; break 'list [noisy("x", 1), noisy("y", 2)]; } [noisy("z", 1), noisy("w", 2)] };
        call("d", a.get() + first.get());
    }

    pub async fn copied_beside(n: u64) {
        let (a, _): (u64, Noisy) = { pause(1).await; (1, noisy("b", n)) };
        call("c", a);
        let ((b, _), _) = { pause(1).await; (two_of(n), noisy("outer", n)) };
        call("d", b.get());
    }

    pub async fn with_a_destructor(n: u64) {
        let Ticket { number, name: _ } = { pause(1).await; Ticket { number: n, name: noisy("name", n) } };
        call("c", number);
    }

    pub async fn assigned(n: u64) {
        let mut a = noisy("old", n);
        (a, _) = { pause(1).await; two_of(n) };
        call("c", a.get());
    }

    pub async fn beside_a_reference(n: u64) {
        let Halves { ref left, right: _, count } = { pause(1).await; halves(n) };
        call("c", count);
        pause(1).await;
        left.get();
    }
}

cases! {
    a_block [0, 1, 2] |n| a_block(n);
    joined [0, 1, 2] |n| joined(n);
    selected [0, 1, 2] |n| selected(n);
    branches [0, 1, 2] |n| branches(n);
    loops [0, 1, 2] |n| loops(n);
    copied_beside [0, 1, 2] |n| copied_beside(n);
    with_a_destructor [0, 1, 2] |n| with_a_destructor(n);
    assigned [0, 1, 2] |n| assigned(n);
    beside_a_reference [0, 1, 2] |n| beside_a_reference(n);
}

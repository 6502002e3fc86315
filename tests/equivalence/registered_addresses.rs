//! Locals whose address somebody has: they keep their place to the end of their scope, though nothing names them again.
use std::{cell::Cell, hint::black_box, ptr};

use crate::harness::*;

thread_local! {
    static REGISTERED: Cell<*mut u64> = const { Cell::new(ptr::null_mut()) };
}

fn register(place: *mut u64) {
    REGISTERED.set(place);
}

/// What stands there. Whatever was on the stack before has been written over.
fn registered() -> u64 {
    black_box([99_u64; 64]);
    // SAFETY: the cases below register a local whose scope has not ended.
    unsafe { REGISTERED.get().read_volatile() }
}

functions! {
    pub async fn by_a_call(n: u64) -> u64 {
        let mut count = 3_u64;
        register(&raw mut count);
        pause(1).await;
        count = n + 7;
        pause(1).await;
        registered()
    }

    pub async fn by_a_method(n: u64) -> u64 {
        let mut counts = [3_u64, n];
        REGISTERED.with(|place| place.set(ptr::addr_of_mut!(counts[1])));
        pause(1).await;
        counts = [7, n + 8];
        pause(1).await;
        registered()
    }

    pub async fn of_a_parameter(mut count: u64) -> u64 {
        REGISTERED.set(&raw mut count);
        pause(1).await;
        count = 7;
        pause(1).await;
        registered()
    }

    pub async fn in_a_scope(n: u64) -> u64 {
        let seen = {
            let mut pair = (n, 1_u64);
            register(&raw mut pair.0);
            pause(1).await;
            pair = (n + 1, 2);
            number(registered()).await
        };
        seen + number(n).await
    }
}

cases! {
    by_a_call [0, 2] |n| by_a_call(n);
    by_a_method [0, 2] |n| by_a_method(n);
    of_a_parameter [0, 2] |n| of_a_parameter(n);
    in_a_scope [0, 2] |n| in_a_scope(n);
}

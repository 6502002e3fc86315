//! Macros of the package without an await, whose temporaries live to the end of the statement around the call.
use std::cell::RefCell;

use crate::harness::*;

macro_rules! first {
    () => {
        noisy("made", 3).get()
    };
}

macro_rules! looked_at {
    ($value:expr) => {
        call("looked", $value.get())
    };
}

macro_rules! reference {
    ($value:expr) => {
        &$value
    };
}

macro_rules! matched {
    ($value:expr) => {
        match &$value {
            value => value.get(),
        }
    };
}

macro_rules! maybe {
    ($value:expr) => {
        Some(&$value)
    };
}

macro_rules! items {
    ($value:expr) => {
        [&$value, &$value]
    };
}

macro_rules! in_a_block {
    ($value:expr) => {{ $value.get() }};
}

functions! {
    pub async fn in_an_awaited_call(n: u64) -> u64 {
        number(first!()).await + number(looked_at!(noisy("given", n))).await
    }

    pub async fn in_a_tuple(n: u64) -> (u64, u64, u64, u64) {
        (number(n).await, first!(), call("between", 1), number(2).await)
    }

    pub async fn bound_by_a_let(n: u64) -> u64 {
        let kept = reference!(noisy("kept", n));
        pause(1).await;
        kept.get()
    }

    pub async fn before_an_await(n: u64) -> u64 {
        let sum = matched!(noisy("matched", n)) + number(1).await;
        sum + in_a_block!(noisy("block", n)) + number(2).await
    }

    pub async fn in_heads(n: u64) -> u64 {
        if matched!(noisy("condition", n)) > 0 && flag(true).await {
            call("then", 1);
        }
        match maybe!(noisy("scrutinee", n)) {
            Some(value) => number(value.get()).await,
            None => 0,
        }
    }

    pub async fn in_conditions(n: u64) -> u64 {
        let Some(kept) = maybe!(noisy("kept", n)) else { return 0 };
        if let Some(value) = maybe!(noisy("looked", n)) {
            pause(value.get()).await;
        }
        let mut sum = kept.get();
        for item in items!(noisy("item", n)) {
            sum += number(item.get()).await;
        }
        sum
    }

    pub async fn at_the_end(n: u64) -> u64 {
        let cell = RefCell::new(n);
        pause(1).await;
        looked_at!(noisy("tail", *cell.borrow()))
    }
}

cases! {
    in_an_awaited_call [0, 2] |n| in_an_awaited_call(n);
    in_a_tuple [1] |n| in_a_tuple(n);
    bound_by_a_let [0, 2] |n| bound_by_a_let(n);
    before_an_await [0, 2] |n| before_an_await(n);
    in_heads [0, 2] |n| in_heads(n);
    in_conditions [0, 2] |n| in_conditions(n);
    at_the_end [1] |n| at_the_end(n);
}

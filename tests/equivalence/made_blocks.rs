//! Closures that make `async` blocks, in which what they capture is called, or taken by a method: it goes through the
//! closure into the block.
use crate::{captured_receivers::Sender, harness::*};
use std::future::Future;

/// Makes a future once.
async fn once<F: Future<Output = u64>>(make: impl FnOnce() -> F) -> u64 {
    call("once", 0);
    make().await
}

/// Makes futures as often as it likes.
async fn often<F: Future<Output = u64>>(make: impl Fn() -> F) -> u64 {
    call("often", 0);
    make().await + make().await
}

functions! {
    pub async fn called_once<F: Future<Output = u64>>(call: impl FnOnce(u64) -> F, n: u64) -> u64 {
        let beside = noisy("beside", n);
        pause(1).await;
        once(|| async {
            pause(n).await;
            call(beside.get()).await
        })
        .await
    }

    pub async fn called_often<F: Future<Output = u64>>(call: impl Fn(u64) -> F, n: u64) -> u64 {
        let beside = noisy("beside", n);
        pause(1).await;
        let got = often(|| async { call(beside.get()).await }).await;
        got + beside.get()
    }

    pub async fn called_with_what_is_given<F: Future<Output = u64>>(call: impl FnOnce(u64) -> F, n: u64) -> u64 {
        let mut got = Some(number(n).await);
        let make = || { async { call(got.take().unwrap_or(7)).await } };
        let first = make().await;
        first + got.unwrap_or(1)
    }

    pub async fn taken_in_a_block(n: u64) -> u64 {
        let sender = Sender::new(n);
        let _behind = noisy("behind", n);
        pause(1).await;
        once(|| async {
            pause(n).await;
            sender.send(n)
        })
        .await
    }

    pub async fn looked_at_in_a_block(n: u64) -> u64 {
        let sender = Sender::new(n);
        let _behind = noisy("behind", n);
        pause(1).await;
        often(|| async {
            pause(n).await;
            sender.show(n)
        })
        .await
    }

    pub async fn changed_in_a_block(n: u64) -> u64 {
        let mut sender = Sender::new(n);
        let mut log = vec![n];
        let got = once(|| async {
            log.push(sender.name.get());
            pause(n).await;
            sender.count(n)
        })
        .await;
        pause(1).await;
        got + log.len() as u64
    }

    pub async fn taken_in_one_branch_of_a_block(n: u64) -> u64 {
        let sender = Sender::new(n);
        let other = noisy("other", n);
        once(|| async {
            if number(n).await == 0 {
                return sender.show(1) + other.get();
            }
            pause(1).await;
            sender.send(2)
        })
        .await
    }

    /// It is made, and dropped before it is polled to its end, or at all.
    pub async fn made_and_dropped(n: u64) -> u64 {
        let sender = Sender::new(n);
        let _behind = noisy("behind", n);
        let make = || async {
            pause(2).await;
            sender.send(n)
        };
        if n > 0 {
            let future = make();
            pause(1).await;
            drop(future);
        } else {
            drop(make);
        }
        pause(1).await;
        n
    }
}

cases! {
    called_once [0, 1] |n| {
        let held = noisy("held", n);
        called_once(move |more| { let held = held; async move { pause(more).await; held.get() } }, n)
    };
    called_often [0, 1] |n| {
        let held = noisy("held", n);
        called_often(move |more| { let value = held.get(); async move { pause(more).await; value } }, n)
    };
    called_with_what_is_given [0, 1] |n| {
        let held = noisy("held", n);
        called_with_what_is_given(move |more| { let held = held; async move { pause(more).await; held.get() } }, n)
    };
    taken_in_a_block [0, 1] |n| taken_in_a_block(n);
    looked_at_in_a_block [0, 1] |n| looked_at_in_a_block(n);
    changed_in_a_block [0, 1] |n| changed_in_a_block(n);
    taken_in_one_branch_of_a_block [0, 1] |n| taken_in_one_branch_of_a_block(n);
    made_and_dropped [0, 1] |n| made_and_dropped(n);
}

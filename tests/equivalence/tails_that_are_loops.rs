//! Loops as the tails of blocks: what is made for them ends with them, in every edition, before the locals of the block.
use crate::harness::*;

functions! {
    pub async fn operands_of_a_range(n: u64) -> u64 {
        if flag(n < 5).await {
            let part = now(noisy("part", n)).await;
            for item in noisy("from", part.get()).get()..fetch("to", 3).await.get() {
                call("item", item);
            }
        }
        number(n).await
    }

    pub async fn temporaries_without_awaits(n: u64) {
        pause(1).await;
        let part = noisy("part", n);
        for item in noisy("from", part.get()).get()..noisy("to", 2).get() {
            call("item", item);
        }
    }

    pub async fn a_body_that_awaits(n: u64) {
        let part = noisy("part", n);
        for item in noisy("from", part.get()).get()..fetch("to", 3).await.get() {
            number(item).await;
        }
    }

    pub async fn a_list_of_a_value(n: u64) -> u64 {
        let count = {
            let part = now(noisy("part", n)).await;
            for item in [&noisy("one", part.get()), &fetch("two", 3).await] {
                call("item", item.get());
            }
        };
        number(n).await + u64::from(count == ())
    }

    pub async fn in_an_arm(n: u64) {
        let outer = noisy("outer", n);
        match outer.get() {
            0 => {}
            _ => {
                let part = now(noisy("part", n)).await;
                for item in noisy("from", part.get()).get()..fetch("to", 3).await.get() {
                    call("item", item);
                }
            }
        }
    }

    pub async fn with_a_condition(n: u64) {
        let mut part = noisy("part", n);
        while noisy("left", part.get()).get() < fetch("right", 2).await.get() {
            part = noisy("part", part.get() + 1);
        }
    }

    pub async fn looks_into_a_value(n: u64) {
        let mut part = noisy("part", n);
        while let 1.. = noisy("left", part.get()).get().saturating_sub(fetch("right", 1).await.get()) {
            part = noisy("part", part.get() - 1);
        }
    }

    pub async fn with_a_value(n: u64) -> u64 {
        let part = noisy("part", n);
        loop {
            let found = number(part.get()).await;
            if found >= n {
                break noisy("left", found).get() + fetch("right", 1).await.get();
            }
        }
    }

    pub async fn that_returns(n: u64) -> u64 {
        if n > 0 {
            let part = noisy("part", n);
            for item in noisy("from", part.get()).get()..fetch("to", 3).await.get() {
                return noisy("left", item).get() + fetch("right", 1).await.get();
            }
        }
        n
    }
}

cases! {
    operands_of_a_range [0, 2] |n| operands_of_a_range(n);
    temporaries_without_awaits [0, 1] |n| temporaries_without_awaits(n);
    a_body_that_awaits [0, 2] |n| a_body_that_awaits(n);
    a_list_of_a_value [1] |n| a_list_of_a_value(n);
    in_an_arm [0, 1] |n| in_an_arm(n);
    with_a_condition [0, 2] |n| with_a_condition(n);
    looks_into_a_value [0, 2] |n| looks_into_a_value(n);
    with_a_value [0, 1] |n| with_a_value(n);
    that_returns [0, 2, 3] |n| that_returns(n);
}

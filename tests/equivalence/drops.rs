//! Values that are kept only for their drop, and the order in which everything goes.
use crate::harness::*;
use std::mem::ManuallyDrop;

/// Runs something when it goes.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

functions! {
    pub async fn reverse_order(n: u64) {
        let _a = noisy("a", n);
        let _b = noisy("b", n);
        pause(1).await;
        let _c = noisy("c", n);
        let _d = noisy("d", n);
        pause(1).await;
    }

    pub async fn arguments_last(_a: Noisy, b: Noisy, _: Noisy, (c, _d): (Noisy, Noisy)) -> u64 {
        let _local = noisy("local", 0);
        pause(1).await;
        b.get() + c.value
    }

    pub async fn scopes(n: u64) {
        let _a = noisy("a", n);
        {
            let _b = noisy("b", n);
            pause(1).await;
            let _c = noisy("c", n);
        }
        pause(1).await;
        let _d = noisy("d", n);
        pause(1).await;
    }

    pub async fn explicit_drop(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        let c = noisy("c", n);
        pause(1).await;
        drop(b);
        pause(1).await;
        drop((c, a));
        pause(1).await;
        n
    }

    pub async fn guards_and_early_exits(n: u64) -> Result<u64, String> {
        let _connection = noisy("connection", n);
        for attempt_number in 0..3 {
            let _span = noisy("span", attempt_number);
            let permit = fetch("permit", attempt_number).await;
            if attempt_number + 1 == n {
                continue;
            }
            let got = attempt(n + attempt_number).await?;
            drop(permit);
            if got > 4 {
                let _last = noisy("last", got);
                return number(got).await.checked_sub(1).ok_or_else(String::new);
            }
            pause(1).await;
        }
        Ok(0)
    }

    pub async fn dropped_by_assignment(n: u64) {
        let mut slot = Some(noisy("slot", n));
        let _other = noisy("other", n);
        pause(1).await;
        slot = None;
        pause(1).await;
        slot = Some(noisy("refilled", n));
        pause(1).await;
    }

    pub async fn forgotten(n: u64) {
        let a = noisy("forgotten", n);
        let b = ManuallyDrop::new(noisy("never dropped", n));
        let _c = noisy("dropped", b.value);
        pause(1).await;
        std::mem::forget(a);
        pause(1).await;
    }

    pub async fn drop_that_reads_another_local(n: u64) {
        let name = format!("name {n}");
        let _guard = OnDrop(|| event(format_args!("leaving {name}")));
        pause(1).await;
        call(&name, n);
        pause(1).await;
    }

    pub async fn drop_that_writes_an_argument(counter: &mut u64, n: u64) {
        let _guard = OnDrop(|| {
            *counter += 1;
            event(format_args!("counted {counter}"));
        });
        for i in 0..n {
            let _inner = OnDrop(|| event(format_args!("turn {i} is over")));
            pause(i).await;
        }
    }

    pub async fn noisy_iterator(n: u64) {
        for item in [noisy("x", n), noisy("y", n), noisy("z", n)] {
            let _inside = noisy("inside", item.value);
            pause(1).await;
            if n == 1 {
                break;
            }
        }
        pause(1).await;
    }

    pub async fn partly_bound_by_a_pattern(n: u64) {
        let (_a, _) = (noisy("bound", n), noisy("temporary", n));
        pause(1).await;
        let whole = (noisy("left", n), noisy("right", n));
        let (_b, _) = whole;
        pause(1).await;
    }

    pub async fn awaited_value_thrown_away(n: u64) {
        let _a = noisy("a", n);
        fetch("thrown away", n).await;
        let _ = fetch("underscore", n).await;
        lookup_noisy("maybe", n).await;
        pause(1).await;
    }

    pub async fn dropped_futures(n: u64) -> u64 {
        let never_polled = number(n);
        let _guard = noisy("guard", n);
        let boxed = Box::pin(fetch("boxed", n));
        pause(1).await;
        drop(never_polled);
        if n == 1 {
            return 1;
        }
        boxed.await.get()
    }

    pub async fn struct_of_noisies(n: u64) {
        struct Pair {
            _first: Noisy,
            second: Noisy,
        }
        let pair = Pair { second: noisy("second", n), _first: fetch("first", n).await };
        pause(1).await;
        let Pair { second, _first } = pair;
        drop(second);
        pause(1).await;
    }

    pub async fn panics_between_awaits(n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let b = noisy("b", n);
        if n == 1 {
            std::panic::resume_unwind(Box::new("deliberate".to_owned()));
        }
        pause(1).await;
        b.get()
    }
}

cases! {
    reverse_order [0] |n| reverse_order(n);
    arguments_last [0] |n| {
        arguments_last(noisy("_a", n), noisy("b", n), noisy("_", n), (noisy("c", n), noisy("_d", n)))
    };
    scopes [0] |n| scopes(n);
    explicit_drop [0] |n| explicit_drop(n);
    guards_and_early_exits [0, 1, 2, 3, 4, 5] |n| guards_and_early_exits(n);
    dropped_by_assignment [0] |n| dropped_by_assignment(n);
    forgotten [0] |n| forgotten(n);
    drop_that_reads_another_local [0] |n| drop_that_reads_another_local(n);
    drop_that_writes_an_argument [0, 2] |n| drop_that_writes_an_argument(&mut 5, n);
    noisy_iterator [0, 1] |n| noisy_iterator(n);
    partly_bound_by_a_pattern [0] |n| partly_bound_by_a_pattern(n);
    awaited_value_thrown_away [0, 3] |n| awaited_value_thrown_away(n);
    dropped_futures [0, 1] |n| dropped_futures(n);
    struct_of_noisies [0] |n| struct_of_noisies(n);
    panics_between_awaits [0, 1] |n| panics_between_awaits(n);
}

//! Machines that keep nothing but the future that they await.
use crate::harness::*;

/// A future that fails when it is polled, and another when it is dropped.
pub fn fails_in_a_poll(noisy: Noisy) -> impl std::future::Future<Output = u64> {
    let mut noisy = Some(noisy);
    std::future::poll_fn(move |_| {
        step();
        std::task::Poll::Ready(noisy.take().expect("polled once").value)
    })
}

functions! {
    pub async fn passes_on(a: Noisy, b: Noisy) -> u64 {
        passes_further(b, a).await
    }

    pub async fn passes_further(a: Noisy, _: Noisy) -> u64 {
        eat(a, 2).await
    }

    pub async fn of_many_names(mut this: Noisy, state: Noisy, cx: u64) -> u64 {
        this.add(cx);
        eat(noisy("both", this.into_value() + state.into_value()), 1).await
    }

    pub async fn one_after_the_other(n: u64) -> u64 {
        eat(noisy("first", n), 1).await;
        pause(1).await;
        let _ = fetch("dropped at once", n).await;
        eat(noisy("last", n), 1).await
    }

    pub async fn left_early(a: Noisy, n: u64) -> Result<u64, Failure> {
        if n == 0 {
            return Ok(a.value);
        }
        let n = check(n)?;
        let got = attempt_noisy("tried", n + a.into_value()).await?;
        Ok(got.into_value())
    }

    pub async fn goes_on_with_the_value(n: u64) -> u64 {
        let got = fetch("got", n).await;
        let more = noisy("more", got.value);
        more.get() + got.into_value()
    }

    pub async fn again_and_again(n: u64) -> u64 {
        loop {
            eat(noisy("again", n), 1).await;
            if call("enough?", n) < 3 {
                return n;
            }
        }
    }

    pub async fn panics_inside(n: u64) -> u64 {
        fails_in_a_poll(noisy("inside", n)).await
    }

    pub async fn never_waits(a: Noisy, b: Noisy) -> u64 {
        b.get() + a.value
    }

    pub async fn a_block(a: Noisy, b: Noisy) -> u64 {
        async move { two(b, a) + number(1).await }.await
    }
}

cases! {
    passes_on [0, 1] |n| passes_on(noisy("a", n), noisy("b", n));
    of_many_names [1] |n| of_many_names(noisy("this", n), noisy("state", n), n);
    one_after_the_other [0, 1] |n| one_after_the_other(n);
    left_early [0, 1, 2, 3, 4, 5] |n| left_early(noisy("a", n), n);
    goes_on_with_the_value [0, 1] |n| goes_on_with_the_value(n);
    again_and_again [0, 1] |n| again_and_again(n);
    panics_inside [0] |n| panics_inside(n);
    never_waits [0] |n| never_waits(noisy("a", n), noisy("b", n));
    a_block [0] |n| a_block(noisy("a", n), noisy("b", n));
}

#[::manual_async::manual_async]
mod chain {
    pub async fn first() -> u32 {
        crate::harness::number(1).await as u32
    }
    pub async fn second() -> u32 {
        first().await
    }
    pub async fn third() -> u32 {
        second().await
    }
}

#[test]
fn passing_on_takes_no_room() {
    let sizes = [size_of_val(&chain::first()), size_of_val(&chain::second()), size_of_val(&chain::third())];
    assert_eq!(sizes, [sizes[0]; 3]);
}

#[test]
fn polled_after_completion() {
    use std::{future::Future, pin::pin, task::Context};
    let mut machine = pin!(manual::never_waits(noisy("a", 0), noisy("b", 0)));
    let mut cx = Context::from_waker(std::task::Waker::noop());
    assert!(machine.as_mut().poll(&mut cx).is_ready());
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| machine.as_mut().poll(&mut cx)));
    let text = panic.expect_err("it has completed");
    assert_eq!(text.downcast_ref::<String>().map(String::as_str), Some("`never_waits` polled after completion"));
}

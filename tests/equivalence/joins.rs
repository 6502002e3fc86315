//! `join!` and `try_join!` of tokio and futures: which future is polled when, and what is dropped when.
use crate::harness::*;
use futures::join;
use std::future::IntoFuture;

async fn checked(polls: u64, name: &'static str, bad: u64) -> Result<Noisy, u64> {
    let value = after(polls, name).await;
    if value.get() == bad { Err(bad) } else { Ok(value) }
}

/// Awaited, but no future.
struct Later(Noisy);

impl IntoFuture for Later {
    type Output = u64;
    type IntoFuture = std::future::Ready<u64>;

    fn into_future(self) -> Self::IntoFuture {
        event(format_args!("into_future"));
        std::future::ready(self.0.get())
    }
}

functions! {
    pub async fn futures_joins(n: u64) -> u64 {
        let before = noisy("before", n);
        let (a, b, c) = futures::join!(after(2, "a"), after(n, "b"), after(1, "c"));
        let after = number(before.get()).await;
        a.get() + b.get() + c.get() + after
    }

    pub async fn tokio_joins(n: u64) -> u64 {
        let before = noisy("before", n);
        let (a, b, c) = tokio::join!(after(2, "a"), after(n, "b"), after(1, "c"));
        let after = number(before.get()).await;
        a.get() + b.get() + c.get() + after
    }

    pub async fn tokio_joins_in_order(n: u64) -> u64 {
        let (a, b, c) = tokio::join!(biased; after(2, "a"), after(n, "b"), after(1, "c"));
        a.get() + b.get() + c.get()
    }

    pub async fn tokio_awaits_what_is_no_future_yet(n: u64) -> u64 {
        let (a, b) = tokio::join!(Later(noisy("later", n)), after(n, "b"));
        a + b.get()
    }

    pub async fn futures_try(n: u64) -> Result<u64, u64> {
        let before = noisy("before", n);
        let (a, b, c) = futures::try_join!(checked(2, "a", n), checked(n, "b", 1), checked(3, "c", 9))?;
        Ok(a.get() + b.get() + c.get() + before.get())
    }

    pub async fn tokio_tries(n: u64) -> Result<u64, u64> {
        let before = noisy("before", n);
        let (a, b, c) = tokio::try_join!(checked(2, "a", n), checked(n, "b", 1), checked(3, "c", 9))?;
        Ok(a.get() + b.get() + c.get() + before.get())
    }

    pub async fn tokio_tries_in_order(n: u64) -> Result<u64, u64> {
        match tokio::try_join!(biased; checked(2, "a", n), checked(n, "b", 1)) {
            Ok((a, b)) => Ok(a.get() + b.get()),
            Err(error) => Err(error + number(1).await),
        }
    }

    pub async fn one_alone(n: u64) -> u64 {
        let (a,) = futures::join!(after(n, "a"));
        let (b,) = tokio::join!(after(n, "b"),);
        a.get() + b.get()
    }

    pub async fn locals_that_are_futures(n: u64) -> u64 {
        let (a, b) = (after(n, "a"), after(1, "b"));
        let held = noisy("held", n);
        let (a, b) = futures::join!(a, b);
        a.get() + b.get() + held.get()
    }

    pub async fn what_operands_borrow(n: u64) -> u64 {
        let (mut x, mut y) = (noisy("x", n), noisy("y", 1));
        let (a, b) = tokio::join!(x.touch(), read_from(&y, 1));
        let (c, d) = futures::join!(x.bump(a), async { y.bump(b).await + y.get() });
        c + d + x.get()
    }

    pub async fn temporaries_of_operands(n: u64) -> u64 {
        let (a, b) = tokio::join!(after(noisy("t", n).get(), "a"), after(noisy("u", 1).get(), "b"));
        let (c, d) = futures::join!(after(noisy("v", n).get(), "c"), after(noisy("w", 1).get(), "d"));
        a.get() + b.get() + c.get() + d.get()
    }

    pub async fn operands_that_await(n: u64) -> Result<u64, Failure> {
        let (a, b) = futures::join!(after(number(n).await, "a"), after(attempt(n).await?, "b"));
        let (c, d) = tokio::join!(after(number(n).await, "c"), after(attempt(n).await?, "d"));
        Ok(a.get() + b.get() + c.get() + d.get())
    }

    pub async fn joins_in_a_join(n: u64) -> u64 {
        let ((a, b), c) = futures::join!(async { tokio::join!(after(n, "a"), after(1, "b")) }, after(2, "c"));
        let total = a.get() + b.get() + c.get();
        total + tokio::join!(number(n), number(1)).0
    }

    pub async fn in_a_tail(n: u64) -> (u64, u64) {
        let held = noisy("held", n);
        if held.get() > 1 {
            let inner = noisy("inner", n);
            tokio::join!(inner.touch(), held.touch())
        } else {
            futures::join!(held.touch(), number(1))
        }
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut all = 0;
        for i in 0..n {
            let (a, b) = tokio::join!(after(i, "a"), number(all));
            all += a.get() + b;
            if let Err(error) = futures::try_join!(checked(1, "c", i), checked(i, "d", 5)) {
                all += error;
                continue;
            }
        }
        all
    }

    pub async fn by_a_use(n: u64) -> u64 {
        let (a, b) = join!(after(2, "a"), after(n, "b"));
        a.get() + b.get()
    }

    pub async fn no_futures(n: u64) -> u64 {
        let () = futures::join!();
        number(n).await
    }

    pub async fn nine(n: u64) -> u64 {
        let all = tokio::join!(
            number(n), number(1), number(2), number(n), number(4), number(5), number(n), number(7), number(8)
        );
        all.0 + all.3 + all.6 + all.8
    }
}

cases! {
    futures_joins [0, 1, 2, 3] |n| futures_joins(n);
    tokio_joins [0, 1, 2, 3] |n| tokio_joins(n);
    tokio_joins_in_order [0, 1, 3] |n| tokio_joins_in_order(n);
    tokio_awaits_what_is_no_future_yet [0, 1] |n| tokio_awaits_what_is_no_future_yet(n);
    futures_try [0, 1, 2, 3, 4] |n| futures_try(n);
    tokio_tries [0, 1, 2, 3, 4] |n| tokio_tries(n);
    tokio_tries_in_order [0, 1, 2, 3] |n| tokio_tries_in_order(n);
    one_alone [0, 1] |n| one_alone(n);
    locals_that_are_futures [0, 1, 2] |n| locals_that_are_futures(n);
    what_operands_borrow [0, 1] |n| what_operands_borrow(n);
    temporaries_of_operands [0, 2] |n| temporaries_of_operands(n);
    operands_that_await [0, 1, 2] |n| operands_that_await(n);
    joins_in_a_join [0, 1, 2] |n| joins_in_a_join(n);
    in_a_tail [0, 1, 2] |n| in_a_tail(n);
    in_a_loop [0, 1, 3] |n| in_a_loop(n);
    by_a_use [0, 1, 3] |n| by_a_use(n);
    no_futures [0, 1] |n| no_futures(n);
    nine [0, 1] |n| nine(n);
}

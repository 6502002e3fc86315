//! What `join!` and `select!` poll is made beside awaits: their temporaries, and what is dropped if one of these panics.
use crate::harness::*;

functions! {
    pub async fn of_join(n: u64) -> u64 {
        let (x, y) = tokio::join!(eat(now(halves(n)).await.right, 1), fetch("y", 1));
        x + y.get()
    }

    pub async fn of_try_join(n: u64, a: Noisy) -> Result<u64, String> {
        let (x, y) =
            tokio::try_join!(attempt(fetch("t", n).await.get() + noisy("u", n).get()), attempt(eat(a, 1).await))?;
        Ok(x + y)
    }

    pub async fn of_select(n: u64) -> u64 {
        tokio::select! {
            biased;
            k = number(fetch("t", n).await.get()), if noisy("c", n).get() < number(2).await => call("k", k),
            s = fetch("s", fetch("u", n).await.get()), if noisy("d", n).get() < fetch("v", 3).await.get() => {
                s.touch().await
            }
            else => number(1).await,
        }
    }

    pub async fn of_select_of_futures(n: u64) -> u64 {
        futures::select_biased! {
            k = futures::FutureExt::fuse(Box::pin(number(fetch("t", n).await.get()))) => k,
            s = futures::FutureExt::fuse(Box::pin(fetch("s", noisy("u", n).get()))) => s.touch().await,
        }
    }

    pub async fn of_select_in_code_that_stands_twice(n: u64, a: Noisy) -> u64 {
        let mut t = numbers();
        t[(tokio::select! { biased; k = number(n) => number(k).await, k = a.touch() => k } % 3) as usize] +=
            number(2).await;
        t[1]
    }
}

cases! {
    of_select_in_code_that_stands_twice [0, 1, 2] |n| of_select_in_code_that_stands_twice(n, noisy("a", n));
    of_join [0, 1] |n| of_join(n);
    of_try_join [0, 1] |n| of_try_join(n, noisy("a", n));
    of_select [0, 1, 2, 3] |n| of_select(n);
    of_select_of_futures [0, 1, 2] |n| of_select_of_futures(n);
}

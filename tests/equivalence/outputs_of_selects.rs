//! What the arms of a `select!` leave of the output that they match.
use crate::harness::*;

functions! {
    pub async fn at_the_end(n: u64) {
        let local = noisy("local", n);
        tokio::select! {
            biased;
            _ = fetch("output", n) => {}
            _ = pause(3) => {}
        }
    }

    pub async fn in_the_middle(n: u64) -> u64 {
        let local = noisy("local", n);
        let value = tokio::select! {
            biased;
            Some(_) = lookup_noisy("output", n) => 1,
            _ = fetch("other", n) => number(2).await,
            else => 3,
        };
        pause(1).await;
        value + local.get()
    }

    pub async fn by_reference(n: u64) -> u64 {
        let local = noisy("local", n);
        tokio::select! {
            biased;
            ref output = fetch("output", n) => output.get() + number(1).await,
            Noisy { value, .. } = fetch("other", n) => value,
        }
    }

    pub async fn of_futures(n: u64) -> u64 {
        use futures::FutureExt;
        let local = noisy("local", n);
        futures::select_biased! {
            _ = Box::pin(fetch("output", n)).fuse() => number(2).await,
            Noisy { value, .. } = Box::pin(fetch("other", n)).fuse() => value,
        }
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut sum = 0;
        for i in 0..n {
            let inside = noisy("inside", i);
            sum += inside.get();
            tokio::select! {
                biased;
                _ = fetch("output", i) => {}
                Some(_) = lookup_noisy("other", i) => {}
            }
        }
        sum
    }

    pub async fn as_an_operand(n: u64) -> u64 {
        let local = noisy("local", n);
        let sum = tokio::select! { _ = fetch("output", n) => number(1).await } + number(2).await;
        let in_call = number(tokio::select! { biased; _ = fetch("argument", n) => n, _ = pause(1) => 3 }).await;
        match tokio::select! { _ = fetch("matched", n) => in_call } {
            0 => sum,
            other => { pause(1).await; other + local.get() }
        }
    }

    pub async fn that_returns(n: u64) -> Result<u64, String> {
        let local = noisy("local", n);
        let value = {
            let inner = noisy("inner", n);
            tokio::select! {
                biased;
                Ok(_) = attempt_noisy(n) => return Ok(number(1).await),
                Err(ref why) = attempt_noisy(n) => attempt(why.len() as u64).await?,
            }
        };
        Ok(value)
    }

    pub async fn borrows_a_local(n: u64) -> u64 {
        let text = format!("text {n}");
        tokio::select! { _ = shown(&text) => 1 }
    }
}

/// Looks at what it points to when it is dropped.
pub struct Shown<'a>(&'a String);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        event(format_args!("drop shown {}", self.0));
    }
}

async fn shown(text: &String) -> Shown<'_> {
    pause(1).await;
    Shown(text)
}

async fn attempt_noisy(n: u64) -> Result<Noisy, String> {
    pause(n % 2).await;
    if n > 1 { Err("no".into()) } else { Ok(noisy("ok", n)) }
}

cases! {
    at_the_end [0, 1] |n| at_the_end(n);
    in_the_middle [0, 1] |n| in_the_middle(n);
    by_reference [0, 1] |n| by_reference(n);
    of_futures [0, 1] |n| of_futures(n);
    in_a_loop [0, 2] |n| in_a_loop(n);
    as_an_operand [0, 1] |n| as_an_operand(n);
    that_returns [0, 2] |n| that_returns(n);
    borrows_a_local [1] |n| borrows_a_local(n);
}

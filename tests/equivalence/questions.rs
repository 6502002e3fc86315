//! `?` on `Result` and on `Option`, with and without an await in sight.
use crate::harness::*;

type Answer<T> = Result<T, String>;
type Found<T> = Option<T>;

functions! {
    pub async fn on_results(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        let b = check(n)?;
        let _c = noisy("c", b);
        pause(1).await;
        let d = check(b + 1)?;
        let _e = noisy("e", d);
        pause(1).await;
        Ok(check(d + 1)? + 1)
    }

    pub async fn on_options(n: u64) -> Option<u64> {
        let _a = noisy("a", n);
        let b = lookup(n).await?;
        let _c = noisy("c", b);
        let d = b.checked_sub(1)?;
        pause(1).await;
        let e = lookup_noisy("e", d + 2).await?;
        Some(e.get())
    }

    pub async fn converts_the_error(n: u64) -> Result<u64, Failure> {
        let _a = noisy("a", n);
        let b = attempt(n).await?;
        let _c = noisy("c", b);
        let d = check(n + 1)?;
        Ok(b + d)
    }

    pub async fn boxed_error(n: u64) -> Result<u64, Box<dyn std::error::Error>> {
        let a = attempt(n).await?;
        let b: u64 = format!("{a}{}", if n == 2 { "x" } else { "" }).parse()?;
        pause(1).await;
        Ok(b)
    }

    pub async fn inside_a_match(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        let b = match n {
            0 => 1,
            1 | 2 => {
                let _inner = noisy("inner", n);
                attempt(n + 1).await?
            }
            _ => check(n)?,
        };
        pause(1).await;
        Ok(b)
    }

    pub async fn inside_a_nested_match(n: u64) -> Result<Noisy, Failure> {
        let outer = noisy("outer", n);
        let found = match lookup(n).await {
            Some(found) => match attempt(found + 1).await {
                Ok(0) => return Ok(outer),
                Ok(more) => {
                    let _inner = noisy("inner", more);
                    attempt_noisy("got", more + 1).await?
                }
                Err(why) => Err(why)?,
            },
            None => {
                check(n)?;
                outer
            }
        };
        pause(1).await;
        Ok(found)
    }

    pub async fn inside_a_loop(n: u64) -> Result<u64, String> {
        let mut sum = 0;
        for i in 0..n {
            let item = noisy("item", i);
            sum += attempt(i).await? + item.get();
        }
        Ok(sum)
    }

    pub async fn option_inside_a_loop(mut source: Source) -> Option<u64> {
        let mut sum = 0;
        loop {
            let item = source.next_noisy().await?;
            sum += item.value;
            if sum > 4 {
                return Some(sum);
            }
        }
    }

    pub async fn transposed(mut source: Source) -> Result<u64, String> {
        let mut count = 0;
        while let Some(item) = source.try_next().await? {
            count += call("item", item);
        }
        Ok(count)
    }

    pub async fn in_the_head_of_if_and_match(n: u64) -> Result<u64, Failure> {
        let _a = noisy("a", n);
        if attempt(n).await? > 0 {
            call("more", n);
        } else if attempt_noisy("got", n).await?.is_even() {
            pause(1).await;
        }
        match attempt_noisy("matched", n + 1).await? {
            Noisy { value: 1, .. } => Ok(attempt(n).await?),
            other => Ok(other.touch().await),
        }
    }

    pub async fn in_the_head_of_let_else_and_if_let(mut source: Source) -> Result<u64, String> {
        let Some(first) = source.try_next().await? else {
            return Ok(check(3)?);
        };
        if let Some(second) = source.try_next().await? {
            let _guard = noisy("guard", second);
            pause(1).await;
        }
        Ok(first)
    }

    pub async fn in_the_head_of_loops(n: u64) -> Result<u64, String> {
        let mut i = 0;
        while attempt(i).await? < n {
            let _turn = noisy("turn", i);
            i += 1;
        }
        let list: Result<Vec<u64>, String> = if n == 2 { Err("no list".into()) } else { Ok(vec![1, 2]) };
        for item in now(list).await? {
            i += attempt(item).await?;
        }
        Ok(i)
    }

    pub async fn in_the_tails_of_branches(n: u64) -> Option<u64> {
        let _a = noisy("a", n);
        let b = if n > 1 { lookup(n).await? } else { lookup(n + 2).await? };
        Some(match b {
            2 => lookup(0).await?,
            b => {
                let _inner = noisy("inner", b);
                lookup_noisy("last", b + 1).await?.value
            }
        })
    }

    pub async fn on_polls(n: u64) -> Result<bool, String> {
        use std::task::Poll;
        let _a = noisy("a", n);
        let polled: Poll<Result<u64, String>> = now(if n == 1 { Poll::Pending } else { Poll::Ready(check(n)) }).await;
        let left: Poll<u64> = polled?;
        pause(1).await;
        Ok(left.is_ready())
    }

    pub async fn chained_questions(n: u64) -> Result<u64, String> {
        let nested: Result<Result<u64, String>, String> = now(check(n).map(|n| check(n + 1))).await;
        let got = nested??;
        Ok(now(Some(check(got + 1))).await.ok_or("none")??)
    }

    pub async fn result_in_a_local(n: u64) -> Result<u64, Failure> {
        let tried = attempt_noisy("got", n).await;
        pause(1).await;
        let got = tried?;
        Ok(got.get())
    }

    pub async fn unit_result(n: u64) -> Result<(), String> {
        if n > 0 {
            attempt(n).await.map(drop)?;
        }
        Ok(())
    }

    pub async fn explicit_err(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        if n == 1 {
            return Err("one".into());
        }
        if n == 2 {
            Err("two")?;
        }
        pause(1).await;
        Ok(n)
    }

    pub async fn control_flow(n: u64) -> std::ops::ControlFlow<u64, String> {
        use std::ops::ControlFlow;
        let _a = noisy("a", n);
        let step = if n == 1 { ControlFlow::Break(10) } else { ControlFlow::Continue(n) };
        let go_on = now(step).await?;
        pause(1).await;
        ControlFlow::Continue(format!("on with {go_on}"))
    }

    pub async fn behind_an_alias(n: u64) -> Answer<u64> {
        let a = attempt(n).await?;
        pause(1).await;
        Ok(check(a + 1)?)
    }

    pub async fn option_behind_an_alias(n: u64) -> Found<u64> {
        let a = lookup(n).await?;
        pause(1).await;
        Some(a.checked_sub(1)?)
    }
}

cases! {
    on_results [0, 1, 2, 3] |n| on_results(n);
    on_options [0, 1, 2, 3] |n| on_options(n);
    converts_the_error [0, 2, 3] |n| converts_the_error(n);
    boxed_error [0, 2, 3] |n| boxed_error(n);
    inside_a_match [0, 1, 2, 3] |n| inside_a_match(n);
    inside_a_nested_match [0, 1, 2, 3, 7] |n| inside_a_nested_match(n);
    inside_a_loop [0, 2, 5] |n| inside_a_loop(n);
    option_inside_a_loop [0, 3, 5] |n| option_inside_a_loop(Source::new(n));
    transposed [0, 2, 5] |n| transposed(Source::new(n));
    in_the_head_of_if_and_match [0, 1, 2, 3] |n| in_the_head_of_if_and_match(n);
    in_the_head_of_let_else_and_if_let [0, 1, 5] |n| in_the_head_of_let_else_and_if_let(Source::new(n));
    in_the_head_of_loops [0, 1, 2, 5] |n| in_the_head_of_loops(n);
    in_the_tails_of_branches [0, 1, 2, 3] |n| in_the_tails_of_branches(n);
    on_polls [0, 1, 3] |n| on_polls(n);
    chained_questions [0, 1, 2, 3] |n| chained_questions(n);
    result_in_a_local [0, 3] |n| result_in_a_local(n);
    unit_result [0, 1, 3] |n| unit_result(n);
    explicit_err [0, 1, 2] |n| explicit_err(n);
    control_flow [0, 1] |n| control_flow(n);
    behind_an_alias [0, 2, 3] |n| behind_an_alias(n);
    option_behind_an_alias [0, 1, 3] |n| option_behind_an_alias(n);
}

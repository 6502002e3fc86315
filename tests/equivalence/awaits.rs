//! An await in each position a statement or a tail can have, without and with `?`.
use crate::harness::*;

functions! {
    pub async fn statement(n: u64) {
        pause(n).await;
    }

    pub async fn statements_in_a_row(n: u64) -> u64 {
        pause(n).await;
        call("between", n);
        pause(1).await;
        pause(0).await;
        call("after", n)
    }

    pub async fn tail(n: u64) -> u64 {
        number(n).await
    }

    pub async fn tail_unit(n: u64) {
        let _a = noisy("a", n);
        pause(n).await
    }

    pub async fn tail_with_question(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        Ok(attempt(n).await?)
    }

    pub async fn tail_is_a_result(n: u64) -> Result<u64, String> {
        let _a = noisy("a", n);
        attempt(n).await
    }

    pub async fn let_binding(n: u64) -> u64 {
        let a = number(n).await;
        let b = number(a + 1).await;
        call("sum", a + b)
    }

    pub async fn let_with_question(n: u64) -> Result<u64, String> {
        let a = noisy("a", n);
        let b = attempt(n).await?;
        let c = attempt_noisy("c", n + 1).await.map_err(|failure| failure.why)?;
        Ok(a.get() + b + c.get())
    }

    pub async fn statement_with_question(n: u64) -> Result<(), String> {
        let _a = noisy("a", n);
        attempt(n).await?;
        let _b = noisy("b", n);
        attempt(n + 1).await?;
        Ok(())
    }

    pub async fn let_pattern(n: u64) -> u64 {
        let (a, mut b) = pair(n, n + 1).await;
        b += number(a).await;
        let Noisy { value, .. } = &fetch("whole", b).await;
        a + *value
    }

    pub async fn let_else(n: u64) -> u64 {
        let _outer = noisy("outer", n);
        let Some(found) = lookup(n).await else {
            return call("nothing", 0);
        };
        let Ok(got) = attempt_noisy("got", n + 1).await else {
            pause(1).await;
            return number(100).await;
        };
        pause(1).await;
        found + got.get()
    }

    pub async fn let_else_keeps_a_noisy(n: u64) -> Option<u64> {
        let Some(found) = lookup_noisy("found", n).await else {
            pause(1).await;
            return None;
        };
        pause(1).await;
        Some(found.value)
    }

    pub async fn assignment(n: u64) -> u64 {
        let mut a = 1;
        a = number(n + a).await;
        let mut b = noisy("b", 1);
        b = fetch("b2", a).await;
        pause(1).await;
        b.get() + a
    }

    pub async fn assignment_with_question(n: u64) -> Result<Noisy, Failure> {
        let mut kept = noisy("kept", n);
        kept = attempt_noisy("second", n).await?;
        kept.add(1);
        kept = attempt_noisy("third", n + 1).await?;
        Ok(kept)
    }

    pub async fn assignment_to_places(n: u64) -> (u64, u64, u64) {
        let mut pair_of = (0, 0);
        let mut list = vec![0, 0];
        pair_of.0 = number(n).await;
        list[1] = number(n + 1).await;
        let target = &mut pair_of.1;
        *target = number(n + 2).await;
        (pair_of.0, pair_of.1, list[1])
    }

    pub async fn compound_assignment(n: u64) -> u64 {
        let mut a = n;
        a += number(2).await;
        a *= number(3).await;
        a -= 1;
        a
    }

    pub async fn return_statement(n: u64) -> u64 {
        let _a = noisy("a", n);
        if test("early", n == 1) {
            return number(10).await;
        }
        let _b = noisy("b", n);
        return number(n).await;
    }

    pub async fn return_with_question(n: u64) -> Result<u64, Failure> {
        let a = noisy("a", n);
        if test("early", n % 2 == 1) {
            return Ok(attempt(n).await?);
        }
        return attempt_noisy("b", a.get()).await.map(|b| b.get());
    }

    pub async fn let_underscore(n: u64) -> u64 {
        let _ = fetch("dropped at once", n).await;
        let _kept = fetch("kept", n).await;
        pause(1).await;
        call("end", n)
    }

    pub async fn into_future(n: u64) -> u64 {
        let a = Request::new("first", n).await;
        let b = Request::new("second", a).polls(n).await;
        Request::new("third", a + b).polls(2).await
    }

    pub async fn boxed(n: u64) -> u64 {
        Box::pin(number(n)).await + 1
    }

    pub async fn future_in_a_local(n: u64) -> u64 {
        let first = number(n);
        let second = number(n + 1);
        let _guard = noisy("guard", n);
        let b = second.await;
        let a = first.await;
        a * 10 + b
    }

    pub async fn pinned_in_a_local(n: u64) -> u64 {
        let mut waiting = std::pin::pin!(number(n));
        pause(1).await;
        let got = waiting.as_mut().await;
        call("got", got)
    }

    pub async fn no_await(n: u64) -> u64 {
        let a = noisy("a", n);
        let b = noisy("b", n);
        drop(a);
        if n == 2 {
            return b.get();
        }
        b.into_value() + 1
    }

    pub async fn empty() {}

    pub async fn only_arguments(_a: Noisy, _: Noisy, b: Noisy) -> u64 {
        b.get()
    }

    pub async fn never(n: u64) -> ! {
        let _a = noisy("a", n);
        loop {
            pause(n).await;
            if test("enough", true) {
                std::panic::resume_unwind(Box::new("the only way out".to_owned()));
            }
        }
    }

    pub async fn never_returns_normally(n: u64) -> Result<std::convert::Infallible, String> {
        loop {
            pause(n).await;
            attempt(3).await?;
        }
    }
}

cases! {
    statement [0, 1, 3] |n| statement(n);
    statements_in_a_row [0, 2] |n| statements_in_a_row(n);
    tail [0, 1, 2] |n| tail(n);
    tail_unit [0, 1] |n| tail_unit(n);
    tail_with_question [0, 3] |n| tail_with_question(n);
    tail_is_a_result [0, 3] |n| tail_is_a_result(n);
    let_binding [0, 1, 2] |n| let_binding(n);
    let_with_question [0, 1, 2, 3] |n| let_with_question(n);
    statement_with_question [0, 2, 3] |n| statement_with_question(n);
    let_pattern [0, 1, 2] |n| let_pattern(n);
    let_else [0, 2, 3] |n| let_else(n);
    let_else_keeps_a_noisy [0, 3] |n| let_else_keeps_a_noisy(n);
    assignment [0, 1] |n| assignment(n);
    assignment_with_question [0, 2, 3] |n| assignment_with_question(n);
    assignment_to_places [0, 1] |n| assignment_to_places(n);
    compound_assignment [0, 1] |n| compound_assignment(n);
    return_statement [0, 1] |n| return_statement(n);
    return_with_question [0, 1, 2, 3] |n| return_with_question(n);
    let_underscore [0, 1] |n| let_underscore(n);
    into_future [0, 1, 2] |n| into_future(n);
    boxed [0, 1] |n| boxed(n);
    future_in_a_local [0, 1, 2] |n| future_in_a_local(n);
    pinned_in_a_local [0, 1, 2] |n| pinned_in_a_local(n);
    no_await [0, 2] |n| no_await(n);
    empty [0] |_| empty();
    only_arguments [0] |n| only_arguments(noisy("a", n), noisy("_", n), noisy("b", n));
    never [0, 1] |n| never(n);
    never_returns_normally [0, 2] |n| never_returns_normally(n);
}

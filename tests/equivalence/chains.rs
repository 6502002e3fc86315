//! Awaits at the head of a longer expression, and operands around them.
use crate::harness::*;

impl Noisy {
    async fn along_with(&self, other: Noisy) -> u64 {
        pause(1).await;
        self.get() + other.get()
    }

    async fn with_all_of(self, other: u64) -> u64 {
        pause(other).await;
        self.get() + other
    }
}

functions! {
    pub async fn an_argument_of_a_method_of_an_awaited_value_waits(n: u64) -> Result<u64, String> {
        let held = noisy("held", n);
        let mut all = fetch("first", n).await.along_with(fetch("second", n).await).await;
        all += fetch("third", n).await.with_all_of(attempt(n).await?).await;
        all += pair(n, 5).await.1 + number(n).await.max(number(1).await);
        all += lookup(n).await.unwrap_or(number(4).await) + text("abc").await.as_bytes()[number(n).await as usize] as u64;
        Ok(all + held.get())
    }

    pub async fn method_after(n: u64) -> u64 {
        number(n).await.wrapping_add(1).max(call("max", 3))
    }

    pub async fn methods_after_on_a_temporary(n: u64) -> u64 {
        let _guard = noisy("guard", n);
        fetch("head", n).await.add(2).add(3).get()
    }

    pub async fn consumed_by_a_method(n: u64) -> u64 {
        fetch("head", n).await.into_renamed("tail").into_value()
    }

    pub async fn field_after(n: u64) -> u64 {
        let a = pair(n, n + 1).await.1;
        let b = fetch("whole", a).await.value;
        call("fields", a + b)
    }

    pub async fn field_after_question(n: u64) -> Result<u64, Failure> {
        let value = attempt_noisy("whole", n).await?.value;
        pause(1).await;
        Ok(value)
    }

    pub async fn method_after_question(n: u64) -> Result<String, Failure> {
        let _guard = noisy("guard", n);
        Ok(attempt(n).await?.to_string())
    }

    pub async fn question_after_method(n: u64) -> Result<u64, String> {
        let a = lookup(n).await.ok_or_else(|| format!("nothing at {n}"))?;
        let b = lookup(n + 1).await.ok_or("nothing behind")?;
        Ok(a + b)
    }

    pub async fn several_awaits_in_one_chain(n: u64) -> Result<u64, Failure> {
        let got = attempt_noisy("first", n).await?.into_finished().await.wrapping_mul(2);
        Ok(fetch("second", got).await.touch().await + 1)
    }

    pub async fn wrapped_in_ok(n: u64) -> Result<(u64, u64), Failure> {
        let _guard = noisy("guard", n);
        Ok((attempt(n).await?, n))
    }

    pub async fn wrapped_in_some(n: u64) -> Option<Noisy> {
        let _guard = noisy("guard", n);
        Some(lookup_noisy("found", n).await?)
    }

    pub async fn wrapped_in_a_tuple(n: u64) -> (u64, Noisy) {
        let _guard = noisy("guard", n);
        (number(n).await, noisy("second", n))
    }

    pub async fn wrapped_in_a_struct(n: u64) -> Noisy {
        Noisy { value: number(n).await, name: "built" }
    }

    pub async fn wrapped_in_a_call(n: u64) -> u64 {
        let a = call("outer", number(n).await);
        consume(fetch("eaten", a).await) + a
    }

    pub async fn negated(n: u64) -> bool {
        let a = !flag(n == 0).await;
        if !flag(a).await {
            call("not", n);
        }
        a
    }

    pub async fn minus(n: u64) -> i64 {
        let a = -signed(n as i64).await;
        call("minus", n);
        a
    }

    pub async fn cast(n: u64) -> (u8, f64, usize) {
        let a = number(n + 300).await as u8;
        let b = number(n).await as f64 / 2.0;
        let c = flag(n == 1).await as usize;
        (a, b, c)
    }

    pub async fn plus_pure(n: u64) -> u64 {
        let a = number(n).await + n * 2;
        let b = number(a).await + call("right", 1);
        let c = number(b).await == b && n < 100;
        a + b + u64::from(c)
    }

    pub async fn operands_left_to_right(n: u64) -> u64 {
        let a = call("left", n) + number(n).await;
        let b = number(n).await * number(2).await;
        a + b
    }

    pub async fn arguments_left_to_right(n: u64) -> u64 {
        let mut list = Vec::new();
        list.push(number(n).await);
        list.push(call("second", 2) + number(1).await);
        list.iter().sum()
    }

    pub async fn reference_to_the_result(n: u64) -> u64 {
        let whole = &fetch("whole", n).await;
        pause(1).await;
        let list: &[u64] = &[number(n).await];
        whole.get() + list[0]
    }

    pub async fn reference_passed_on(n: u64) -> u64 {
        let got = read_from(&fetch("temporary", n).await, 1).await;
        call("after", got)
    }

    pub async fn short_circuit(n: u64) -> bool {
        let a = test("left", n > 0) && flag(n > 1).await;
        let b = flag(n == 0).await || test("right", n == 2);
        a || b
    }

    pub async fn short_circuit_twice(n: u64) -> bool {
        flag(n > 0).await && flag(n > 1).await || flag(n == 0).await
    }

    pub async fn comparison(n: u64) -> bool {
        let a = number(n).await < 2;
        let b = lookup(n).await == Some(1);
        a != b
    }

    pub async fn range_and_index(n: u64) -> u64 {
        let list = [10, 20, 30, 40];
        let at = list[number(n % 3).await as usize];
        let total: u64 = list[number(1).await as usize..].iter().sum();
        at + total
    }

    pub async fn parenthesised(n: u64) -> u64 {
        ((number(n).await)) + (call("right", n))
    }

    pub async fn option_combinators(n: u64) -> u64 {
        let _guard = noisy("guard", n);
        let a = lookup(n).await.unwrap_or_default();
        let b = lookup(n + 1).await.map_or(7, |found| found * 2);
        a + b
    }
}

cases! {
    an_argument_of_a_method_of_an_awaited_value_waits [0, 1, 2] |n| an_argument_of_a_method_of_an_awaited_value_waits(n);
    method_after [0, 1, 5] |n| method_after(n);
    methods_after_on_a_temporary [0, 1] |n| methods_after_on_a_temporary(n);
    consumed_by_a_method [0, 1] |n| consumed_by_a_method(n);
    field_after [0, 1] |n| field_after(n);
    field_after_question [0, 1, 3] |n| field_after_question(n);
    method_after_question [0, 3] |n| method_after_question(n);
    question_after_method [0, 2, 3] |n| question_after_method(n);
    several_awaits_in_one_chain [0, 1, 3] |n| several_awaits_in_one_chain(n);
    wrapped_in_ok [0, 3] |n| wrapped_in_ok(n);
    wrapped_in_some [0, 3] |n| wrapped_in_some(n);
    wrapped_in_a_tuple [0, 1] |n| wrapped_in_a_tuple(n);
    wrapped_in_a_struct [0, 1] |n| wrapped_in_a_struct(n);
    wrapped_in_a_call [0, 1] |n| wrapped_in_a_call(n);
    negated [0, 1] |n| negated(n);
    minus [0, 1] |n| minus(n);
    cast [0, 1] |n| cast(n);
    plus_pure [0, 1] |n| plus_pure(n);
    operands_left_to_right [0, 1] |n| operands_left_to_right(n);
    arguments_left_to_right [0, 1] |n| arguments_left_to_right(n);
    reference_to_the_result [0, 1] |n| reference_to_the_result(n);
    reference_passed_on [0, 1] |n| reference_passed_on(n);
    short_circuit [0, 1, 2] |n| short_circuit(n);
    short_circuit_twice [0, 1, 2] |n| short_circuit_twice(n);
    comparison [0, 1, 2, 3] |n| comparison(n);
    range_and_index [0, 1] |n| range_and_index(n);
    parenthesised [0, 1] |n| parenthesised(n);
    option_combinators [0, 2, 3] |n| option_combinators(n);
}

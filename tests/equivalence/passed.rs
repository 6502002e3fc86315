//! Arguments of methods that may take their receivers: chains with closures in them, what they leave, and types that follow from
//! the method.
use crate::harness::*;

trait Given: Sized {
    fn with(self, value: u64, change: impl FnOnce(u64) -> u64) -> Noisy;
    fn put(&mut self, other: &Noisy, value: u64) -> u64;
    fn put_boxed(&mut self, value: u64, change: Option<Box<dyn Fn(u64) -> u64>>) -> u64;
    fn turned_into<T: From<u8>>(self, other: &Noisy) -> T;
    fn folded<T, R: From<u8>>(self, list: Vec<T>) -> R;
    fn named(self, name: &str, change: impl Fn(u64) -> u64) -> u64;
    fn changed(
        &self,
        change: impl Fn(u64) -> u64,
        name: &str,
        shown: &dyn std::fmt::Debug,
        more: fn(u64) -> u64,
    ) -> u64;
    fn tried<T, F: std::future::Future<Output = Result<T, Failure>>>(
        self,
        first: T,
        step: impl FnOnce(T, u64) -> F,
    ) -> F;
    fn read<F: std::future::Future<Output = u64>>(&self, from: &[u64], read: impl FnOnce() -> F) -> F;
    fn all<I: IntoIterator<Item = u64>>(self, change: Box<dyn Fn(u64) -> u64>, list: impl FnOnce(&u64) -> I) -> u64;
}

impl Given for Noisy {
    fn with(self, value: u64, change: impl FnOnce(u64) -> u64) -> Noisy {
        noisy("with", change(value) + self.get())
    }

    fn put(&mut self, other: &Noisy, value: u64) -> u64 {
        self.add(value).get() + other.get()
    }

    fn put_boxed(&mut self, value: u64, change: Option<Box<dyn Fn(u64) -> u64>>) -> u64 {
        change.map_or(value, |change| change(value))
    }

    fn turned_into<T: From<u8>>(self, other: &Noisy) -> T {
        call("turned", other.get());
        T::from(self.value as u8)
    }

    fn folded<T, R: From<u8>>(self, list: Vec<T>) -> R {
        R::from(list.len() as u8)
    }

    fn named(self, name: &str, change: impl Fn(u64) -> u64) -> u64 {
        change(self.get()) + name.len() as u64
    }

    fn changed(
        &self,
        change: impl Fn(u64) -> u64,
        name: &str,
        shown: &dyn std::fmt::Debug,
        more: fn(u64) -> u64,
    ) -> u64 {
        more(change(self.get()) + name.len() as u64 + format!("{shown:?}").len() as u64)
    }

    fn tried<T, F: std::future::Future<Output = Result<T, Failure>>>(
        self,
        first: T,
        step: impl FnOnce(T, u64) -> F,
    ) -> F {
        step(first, self.get())
    }

    fn read<F: std::future::Future<Output = u64>>(&self, from: &[u64], read: impl FnOnce() -> F) -> F {
        call("read", from.len() as u64 + self.get());
        read()
    }

    fn all<I: IntoIterator<Item = u64>>(self, change: Box<dyn Fn(u64) -> u64>, list: impl FnOnce(&u64) -> I) -> u64 {
        list(&self.get()).into_iter().map(change).sum()
    }
}

fn doubled(n: u64) -> u64 {
    n * 2
}

functions! {
    pub async fn a_chain(n: u64) -> u64 {
        let mut last = noisy("last", n);
        let ids = vec![n, 2];
        last.bump(ids.iter().map(|id| *id).filter(|id| *id > 1).sum::<u64>()).await
    }

    pub async fn a_chain_whose_result_follows(n: u64) -> u64 {
        let mut last = noisy("last", n);
        last.bump(vec![noisy("listed", 1)].into_iter().map(|noisy| noisy.get()).sum()).await
    }

    pub async fn a_chain_behind_an_await(n: u64) -> u64 {
        let mut last = noisy("last", n);
        last.bump([noisy("listed", n), fetch("awaited", 1).await].into_iter().map(|noisy| noisy.into_value()).sum::<u64>())
            .await
    }

    pub async fn a_chain_for_a_closure(n: u64, kept: Noisy) -> u64 {
        let add = async |more: u64| {
            pause(1).await;
            kept.get() + more
        };
        add([noisy("listed", n), fetch("awaited", 1).await].into_iter().map(|noisy| noisy.into_value()).sum::<u64>()).await
    }

    pub async fn a_chain_for_a_box(n: u64) -> u64 {
        number(1).await;
        (Box::new(|k: u64| k + 1) as Box<dyn Fn(u64) -> u64>)(
            (1..(*Lock::new(n).lock().await).min(3)).map(|k| call("mapped", k)).sum::<u64>(),
        )
    }

    pub async fn left_to_the_end_of_the_statement(n: u64) -> u64 {
        noisy("changed", n).add(Some(now(halves(n)).await.right).map_or(1, |right| right.get())).get()
    }

    pub async fn a_pattern_of_several_in_an_argument(n: u64) -> u64 {
        let got = call("in", noisy("changed", n).add(u64::from(matches!(fetch("looked at", n).await.get(), 0 | 2))).get());
        let mut last = noisy("last", n);
        number(1).await;
        let got = got + call("in", last.add(u64::from(matches!(noisy("looked at", n).get(), 0 | 2))).get());
        call("behind", got + number(1).await)
    }

    pub async fn a_pattern_of_several_in_an_argument_of_the_tail(n: u64) -> u64 {
        let got = {
            let inner = fetch("inner", n).await;
            let matched = u64::from(matches!(n, 0 | 1));
            call("in", noisy("changed", n).add(u64::from(matches!(fetch("looked at", n).await.get(), 0 | 2))).get() + inner.value)
                + matched
        };
        call("behind", got)
    }

    pub async fn a_pattern_of_several_for_a_closure(n: u64) -> u64 {
        let add = |more: u64| call("add", more);
        let got = add(u64::from(matches!(fetch("looked at", n).await.get(), 0 | 2))) + call("beside", 1);
        call("behind", got)
    }

    pub async fn operators_in_an_argument(n: u64) -> u64 {
        let listed = call("in", noisy("changed", n).add(vec![fetch("listed", n).await.get() | noisy("or", 1).get()][0]).get());
        let called = noisy("changed", n).add(*&noisy("beside", 1).get() + (|k: u64| k + 1)(fetch("given", n).await.get())).get();
        call("behind", listed + called)
    }

    pub async fn left_beside_a_closure(n: u64) -> u64 {
        noisy("taken", n).with(now(halves(n)).await.right.get(), |k| k + 1).get()
    }

    pub async fn a_question_mark_behind_what_is_left(n: u64) -> Result<u64, String> {
        let mut last = noisy("last", n);
        number(1).await;
        let got = number(last.put(&noisy("other", 1), check(n)?)).await;
        let mut last = noisy("last", n);
        number(1).await;
        Ok(number(last.put(&noisy("other", 1), attempt(n).await?)).await + got)
    }

    pub async fn a_boxed_closure_behind_what_is_left(n: u64) -> u64 {
        let mut last = noisy("last", n);
        number(1).await;
        number(last.put_boxed(noisy("other", n).get(), Some(Box::new(|k| k + 1)))).await
    }

    pub async fn coerced_beside_a_closure(n: u64) -> u64 {
        let (last, name) = (noisy("last", n), String::from("name"));
        number(1).await;
        let first = number(last.named(&name, |k| k + 1)).await;
        let last = noisy("last", n);
        number(1).await;
        number(last.named(&format!("{name} {n}"), |k| k + first)).await
    }

    pub async fn coerced_behind_a_closure(n: u64) -> u64 {
        let (last, name, more) = (noisy("last", n), String::from("name"), noisy("more", n));
        number(1).await;
        number(last.changed(|k| k + more.get(), &name, &1, doubled)).await
    }

    // As in `build_with_usage` of rig-core: what the closure gives is all that tells of which type the method is.
    pub async fn futures_behind_what_is_left(n: u64) -> Result<u64, Failure> {
        let last = noisy("last", n);
        number(1).await;
        let (mut list, more) = last
            .tried((vec![n].iter().map(|k| k + 1).collect::<Vec<u64>>(), n), |(mut list, first), more| async move {
                list.push(attempt(first).await?);
                Ok((list, more))
            })
            .await?;
        list.push(more);
        let last = noisy("last", n);
        number(1).await;
        let kept = noisy("kept", n);
        let got = last.read(&list.iter().map(|k| k + 1).collect::<Vec<u64>>(), || async { kept.touch().await + n }).await;
        Ok(got + list.len() as u64)
    }

    pub async fn lists_behind_what_is_left(n: u64) -> u64 {
        let last = noisy("last", n);
        let more = number(1).await;
        number(last.all(Box::new(move |k| k + more), |first| vec![*first, n])).await
    }

    // As in `run_once` of graphile_worker.
    pub async fn a_closure_at_the_end_of_a_block(n: u64) -> Result<u64, Failure> {
        let (last, other) = (noisy("last", n), noisy("other", n));
        number(1).await;
        last.tried(n, {
            let other = other.get();
            move |mut first, more| async move {
                first = attempt(first).await?;
                Ok(first + more + other)
            }
        })
        .await
    }

    pub async fn types_to_be_inferred(n: u64) -> u64 {
        let last = noisy("last", n);
        number(1).await;
        let first: u64 = last.turned_into::<_>(&noisy("other", 1));
        let second: u64 = noisy("here", n).turned_into::<_>(&fetch("awaited", 1).await);
        let last = noisy("last", n);
        number(1).await;
        first + second + last.folded::<_, u64>(vec![n])
    }
}

cases! {
    a_chain [0, 3] |n| a_chain(n);
    a_chain_whose_result_follows [1] |n| a_chain_whose_result_follows(n);
    a_chain_behind_an_await [1] |n| a_chain_behind_an_await(n);
    a_chain_for_a_closure [1] |n| a_chain_for_a_closure(n, noisy("kept", n));
    a_chain_for_a_box [1, 3] |n| a_chain_for_a_box(n);
    left_to_the_end_of_the_statement [1] |n| left_to_the_end_of_the_statement(n);
    a_pattern_of_several_in_an_argument [0, 1] |n| a_pattern_of_several_in_an_argument(n);
    a_pattern_of_several_in_an_argument_of_the_tail [0, 1] |n| a_pattern_of_several_in_an_argument_of_the_tail(n);
    a_pattern_of_several_for_a_closure [0, 1] |n| a_pattern_of_several_for_a_closure(n);
    operators_in_an_argument [0, 1] |n| operators_in_an_argument(n);
    left_beside_a_closure [1] |n| left_beside_a_closure(n);
    a_question_mark_behind_what_is_left [0, 3] |n| a_question_mark_behind_what_is_left(n);
    a_boxed_closure_behind_what_is_left [1] |n| a_boxed_closure_behind_what_is_left(n);
    coerced_beside_a_closure [1] |n| coerced_beside_a_closure(n);
    coerced_behind_a_closure [1] |n| coerced_behind_a_closure(n);
    futures_behind_what_is_left [0, 1, 3] |n| futures_behind_what_is_left(n);
    lists_behind_what_is_left [1] |n| lists_behind_what_is_left(n);
    a_closure_at_the_end_of_a_block [0, 1, 3] |n| a_closure_at_the_end_of_a_block(n);
    types_to_be_inferred [1] |n| types_to_be_inferred(n);
}

//! What published crates have written, and nobody here had thought of.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use futures::FutureExt;

pub struct Holder(Noisy);

impl Holder {
    fn into_inner(self) -> Noisy {
        self.0
    }
}

impl Holder {
    fn boxed_up(self) -> Box<Self> {
        Box::new(self)
    }
}

impl Noisy {
    fn as_itself(&self) -> &Self {
        self
    }

    fn more(self, other: &Noisy, and: impl FnOnce(u64) -> u64) -> u64 {
        and(other.get()) + self.value
    }

    fn eaten(self) -> u64 {
        self.into_value()
    }
}

/// Calls a method, whatever the macro of that name does elsewhere.
#[cfg_attr(test, cfg(test))]
macro_rules! poll {
    ($it:ident) => {
        $it.add(1).get()
    };
}

async fn shelf(n: u64) -> Halves {
    pause(1).await;
    halves(n)
}

fn choose(n: u64, first: impl FnOnce(), second: impl FnOnce(Noisy)) {
    if n % 2 == 0 {
        first();
    }
    if n > 1 {
        second(noisy("m", n));
    }
}

fn length(list: &[u8]) -> u64 {
    list.len() as u64
}

fn first(list: (&[u8], u64)) -> u64 {
    list.0.len() as u64 + list.1
}

fn attempted(n: u64) -> Result<Noisy, Failure> {
    step();
    if n % 2 == 0 { Ok(noisy("ok", n)) } else { Err(Failure { why: "odd".to_owned(), witness: noisy("error", n) }) }
}

#[cfg_attr(test, cfg(test))]
macro_rules! assert_ready {
    ($value:expr) => {
        match $value {
            std::task::Poll::Ready(value) => value,
            std::task::Poll::Pending => noisy("pending", 0),
        }
    };
}

pub struct Register {
    entries: Vec<u64>,
}

impl Register {
    fn insert_or_modify<T>(&self, n: u64, insert: impl FnOnce() -> T, mut modify: impl FnMut(&u64, T) -> T) -> T {
        step();
        event(format_args!("{:?}", self.entries));
        let inserted = insert();
        if n > 1 { modify(&n, inserted) } else { inserted }
    }
}

pub struct Inner {
    register: Register,
}

pub struct Sender<T>(Noisy, std::marker::PhantomData<T>);

impl Noisy {
    fn begin<T>(self, first: u64) -> (Sender<T>, u64) {
        (Sender(self, std::marker::PhantomData), first)
    }

    fn shown<T>(&self, first: u64) -> (Option<T>, u64) {
        (None, first + self.get())
    }
}

impl Iterator for Holder {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        Some(self.0.get())
    }
}

functions! {
    pub async fn result_known_from_its_use(n: u64) -> (Option<u8>, u64) {
        let (a, b) = (noisy("a", n), noisy("b", n));
        pause(1).await;
        let (sender, got) = a.begin(1);
        let (none, more) = b.shown(got);
        pause(1).await;
        let sender: Sender<u16> = sender;
        (none, got + more + sender.0.get())
    }

    pub async fn result_that_is_coerced(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), Holder(noisy("b", n)));
        pause(1).await;
        let count: Box<dyn Iterator<Item = u64>> = b.boxed_up();
        let shown: &dyn std::fmt::Display = a.as_itself();
        event(format_args!("{shown}"));
        count.take(2).sum()
    }

    pub async fn blocks_that_take_inside_of_closures(n: u64) -> u64 {
        let (a, b, more) = (noisy("a", n), noisy("b", n), n + 1);
        let (a, other) = (&a, Some(n));
        let sees = |at: u64| async move { a.touch().await + at + more };
        pause(1).await;
        let mut got = sees(1).await;
        if n > 0 {
            got += sees(more).await;
        }
        let list: Vec<_> = (0..2).map(|at| async move { a.get() + at + other.unwrap_or(0) }).collect();
        for one in list {
            got += one.await;
        }
        pause(1).await;
        let both = |_: u64| async { b.get() };
        got + both(1).await + both(2).await + more + other.unwrap_or(1)
    }

    pub async fn closures_that_copy_and_borrow(n: u64) -> u64 {
        let inner = Inner { register: Register { entries: vec![n] } };
        let (mut first, mut second) = (None, None);
        let (key, weight, other) = (noisy("key", n), n + 1, noisy("other", n));
        pause(1).await;
        let count = std::cell::Cell::new(0);
        let at = std::time::Duration::from_secs(n);
        let mut here = noisy("here", n);
        inner.register.insert_or_modify(
            weight,
            || {
                count.set(count.get() + 1);
                first = Some((count.get(), noisy("first", weight), other));
                key.get() + at.as_secs()
            },
            |_, before| {
                count.set(count.get() + weight);
                here.add(weight);
                second = Some((count.get(), at, noisy("second", weight)));
                before + 1
            },
        );
        let got = at.as_secs() + here.get() + count.get();
        pause(1).await;
        got + first.is_some() as u64 + second.is_some() as u64
    }

    pub async fn names_that_generated_code_has(n: u64) -> u64 {
        let (eaten, result, rest) = (noisy("eaten", n), noisy("result", n), maybe_two(n));
        let (results, shared, mut value) = (noisy("results", n), noisy("shared", n), halves(n));
        let mut field = halves(n + 1);
        let callee = || consume(shared);
        pause(1).await;
        let _last = noisy("last", n);
        let a = eaten.eaten();
        let b = results.more(&result, |x| x + result.value);
        let c = match rest {
            Some((a, b)) => consume(a) + consume(b),
            None => rest.is_none() as u64,
        };
        let left = value.left;
        let d = left.eaten();
        value.left = noisy("new left", n);
        let e = field.left.eaten();
        field.left = value.right;
        pause(1).await;
        a + b + c + d + e + callee() + field.left.get() + value.left.get()
    }

    pub async fn closures_that_look_at_the_same(n: u64) -> u64 {
        let inner = Inner { register: Register { entries: vec![n] } };
        let (key, weight) = (noisy("key", n), n + 1);
        pause(1).await;
        let at = std::time::Duration::from_secs(n);
        let got = inner.register.insert_or_modify(
            n,
            || key.get() + at.as_secs() + weight,
            |_, before| before + at.as_secs() + weight,
        );
        let later = at.as_secs();
        pause(1).await;
        got + later
    }

    pub async fn a_reference_through_which_a_block_changes(n: u64) -> u64 {
        let mut list = vec![n];
        let more = noisy("more", n);
        pause(1).await;
        let unique = &mut list;
        let got = async {
            unique.push(consume(more));
            pause(1).await;
            let sum = Some(n).map(|sum| sum + unique.len() as u64);
            unique.push(n);
            sum
        }
        .await;
        pause(1).await;
        got.unwrap_or_default() + list.len() as u64
    }

    pub async fn copied_and_coerced(n: u64) -> u64 {
        let list = b"1234";
        let other = list;
        let mut count = length(other) + first((list, n));
        pause(1).await;
        count += length(list) + first((other, n));
        pause(1).await;
        count + u64::from(list[0]) + u64::from(other[1])
    }

    pub async fn left_to_the_else(n: u64) -> u64 {
        let (a, b) = (attempted(n), attempted(n + (n / 2)));
        pause(1).await;
        let Ok(a) = a else {
            return call("else", a.is_err() as u64);
        };
        let Ok(mut b) = b else {
            pause(1).await;
            return call("other else", b.is_err() as u64);
        };
        pause(1).await;
        a.get() + b.bump(1).await
    }

    pub async fn dropped_behind_the_else(n: u64) -> u64 {
        let (a, two) = (attempted(n), maybe_two(n / 2));
        pause(1).await;
        let Some((first, mut second)) = two else {
            let _in_else = noisy("in else", n);
            return pause_and(call("no two", 1)).await;
        };
        let Ok(a) = a else { return call("else", first.get()) };
        pause(1).await;
        a.get() + first.get() + second.bump(1).await
    }

    pub async fn matched_by_a_macro(n: u64) -> u64 {
        let a = if n == 1 { std::task::Poll::Pending } else { std::task::Poll::Ready(noisy("a", n)) };
        let _between = noisy("between", n);
        pause(1).await;
        let got = assert_ready!(a).get();
        pause(1).await;
        got
    }

    pub async fn method_of_a_field_with_closures(n: u64) -> u64 {
        let inner = Inner { register: Register { entries: vec![n] } };
        let (mut first, mut second) = (None, None);
        let key = noisy("key", n);
        pause(1).await;
        let count = std::cell::Cell::new(0);
        inner.register.insert_or_modify(
            n,
            || {
                count.set(count.get() + 1);
                first = Some((count.get(), noisy("first", n)));
                key.get()
            },
            |_at, before| {
                count.set(count.get() + 1);
                second = Some((count.get(), before, noisy("second", n)));
                before + 1
            },
        );
        match (first, second) {
            (Some((_at, first)), None) => consume(first),
            (Some((at, first)), Some((other, ..))) if at > other => consume(first),
            (_, Some((_at, before, second))) => eat(second, 1).await + before,
            (None, None) => number(n).await,
        }
    }

    pub async fn guard_extended_in_a_loop(n: u64) -> u64 {
        let mut tries = 0;
        loop {
            let actual = &*Box::new(shelf(n).await);
            if actual.count > tries {
                tries += 1;
                pause(1).await;
                continue;
            }
            call("enough", tries);
            break actual.left.get();
        }
    }

    pub async fn closures_that_set_what_is_matched(n: u64) -> u64 {
        let mut first = None;
        let mut second = None;
        pause(1).await;
        let _c = noisy("c", n);
        choose(n, || first = Some((n, noisy("first", n))), |m| second = Some((n % 2, m, noisy("second", n))));
        match (first, second) {
            (Some((_at, first)), None) => consume(first),
            (Some((at, first)), Some((other, ..))) if at > other => consume(first),
            (_, Some((_at, first, second))) => eat(first, 1).await + second.get(),
            (None, None) => number(n).await,
        }
    }

    pub async fn compared_and_left(n: u64) -> Result<u64, u64> {
        let (key, value) = (noisy("key", n), (n > 2).then(|| noisy("value", n)));
        let made = match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| number(n))) {
            Ok(made) => made,
            Err(payload) => {
                call("panicked", n);
                std::panic::resume_unwind(payload);
            }
        };
        match made.await {
            0 => {
                call("nothing", n);
                if let Some(value) = value { Ok(consume(key) + consume(value)) } else { Ok(consume(key)) }
            }
            1 => {
                let got = key.touch().await;
                Ok(consume(key) + got)
            }
            _ => Err(0),
        }
    }

    pub async fn pinned_under_the_same_name(n: u64) -> u64 {
        let (a, b) = (number(n), noisy("b", n));
        tokio::pin!(a);
        let seen = a.as_mut().now_or_never().is_some();
        if !seen {
            pause(1).await;
        }
        u64::from(seen) + b.get()
    }

    pub async fn method_named_like_its_receiver(n: u64) -> u64 {
        let (get, mut add) = (noisy("get", n), noisy("add", n));
        let (eat, into_value) = (noisy("eat", n), noisy("into_value", n));
        pause(1).await;
        let got = get.get() + eat.eaten();
        add.add(got);
        add.add(1);
        pause(1).await;
        into_value.into_value() + add.get()
    }

    pub async fn given_back_and_lent_again(n: u64) -> u64 {
        let mut a = noisy("a", n);
        {
            let mut held = Holder(a);
            let got = held.0.touch();
            call("waits", n);
            let got = got.await;
            a = held.into_inner();
            call("got", got);
        }
        {
            let mut held = Holder(a);
            let got = held.0.touch().await;
            a = held.into_inner();
            call("got", got);
        }
        {
            let held = Holder(a);
            pause(1).await;
            held.0.get()
        }
    }

    pub async fn own_macro_with_a_known_name(n: u64) -> u64 {
        let mut a = noisy("a", n);
        pause(1).await;
        let b = if n > 1 { poll!(a) } else { 0 };
        let c = poll!(a);
        pause(1).await;
        a.get() + b + c
    }

    pub async fn block_with_an_attribute(n: u64) -> u64 {
        let a = noisy("a", n);
        pause(1).await;
        let block = || {
            step();
            #[allow(unused_variables)]
            async move {
                let unused = a.touch().await;
                n
            }
        };
        block().await + number(n).await
    }

    pub async fn closures_that_are_called(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let eats = || eat(a, 1);
        let mut sees = |more| b.get() + more;
        pause(1).await;
        let mut got = sees(1);
        if n > 1 {
            got += eats().await;
        }
        let _c = noisy("c", n);
        pause(1).await;
        got + sees(2) + number(n).await
    }
}

cases! {
    result_known_from_its_use [0, 1] |n| result_known_from_its_use(n);
    result_that_is_coerced [0, 1] |n| result_that_is_coerced(n);
    blocks_that_take_inside_of_closures [0, 1] |n| blocks_that_take_inside_of_closures(n);
    closures_that_look_at_the_same [0, 1, 2, 3] |n| closures_that_look_at_the_same(n);
    a_reference_through_which_a_block_changes [0, 1, 2, 3] |n| a_reference_through_which_a_block_changes(n);
    closures_that_copy_and_borrow [0, 1, 2, 3] |n| closures_that_copy_and_borrow(n);
    names_that_generated_code_has [0, 1, 2] |n| names_that_generated_code_has(n);
    copied_and_coerced [0, 1] |n| copied_and_coerced(n);
    left_to_the_else [0, 1, 2, 3] |n| left_to_the_else(n);
    dropped_behind_the_else [0, 1, 2, 3] |n| dropped_behind_the_else(n);
    matched_by_a_macro [0, 1, 2] |n| matched_by_a_macro(n);
    method_of_a_field_with_closures [0, 1, 2, 3] |n| method_of_a_field_with_closures(n);
    guard_extended_in_a_loop [0, 1, 3] |n| guard_extended_in_a_loop(n);
    closures_that_set_what_is_matched [0, 1, 2, 3] |n| closures_that_set_what_is_matched(n);
    compared_and_left [0, 1, 2, 3] |n| compared_and_left(n);
    pinned_under_the_same_name [0, 1] |n| pinned_under_the_same_name(n);
    method_named_like_its_receiver [0, 1] |n| method_named_like_its_receiver(n);
    given_back_and_lent_again [0, 1] |n| given_back_and_lent_again(n);
    own_macro_with_a_known_name [0, 1, 2] |n| own_macro_with_a_known_name(n);
    closures_that_are_called [0, 1, 2] |n| closures_that_are_called(n);
    block_with_an_attribute [0, 1] |n| block_with_an_attribute(n);
}

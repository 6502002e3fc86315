//! What crates have written that were tried after all those before.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use cfg_if::cfg_if;

/// A trait of which numbers lend themselves.
pub trait Written {
    fn written(&self) -> impl Future<Output = u64>;
}

impl Written for u64 {
    fn written(&self) -> impl Future<Output = u64> {
        async {
            pause(1).await;
            *self
        }
    }
}

/// A trait of references as well.
pub trait ReadAt {
    fn read_at<'a>(&'a self, at: usize, into: &'a mut Noisy) -> impl Future<Output = u64>;
}

impl ReadAt for [u64] {
    fn read_at<'a>(&'a self, at: usize, into: &'a mut Noisy) -> impl Future<Output = u64> {
        async move {
            pause(1).await;
            into.add(self[at]).get()
        }
    }
}

impl<R: ReadAt + ?Sized> ReadAt for &R {
    fn read_at<'a>(&'a self, at: usize, into: &'a mut Noisy) -> impl Future<Output = u64> {
        (**self).read_at(at, into)
    }
}

impl<R: ReadAt + ?Sized> ReadAt for &mut R {
    fn read_at<'a>(&'a self, at: usize, into: &'a mut Noisy) -> impl Future<Output = u64> {
        (**self).read_at(at, into)
    }
}

pub struct Options<'a> {
    name: Noisy,
    more: Option<&'a Noisy>,
}

impl<'a> Options<'a> {
    fn of(name: Noisy) -> Self {
        Options { name, more: None }
    }

    fn and(mut self, more: &'a Noisy) -> Self {
        self.name.add(1);
        self.more = Some(more);
        self
    }
}

/// It is dropped with care.
pub struct Shelf(Vec<Noisy>);

impl Drop for Shelf {
    fn drop(&mut self) {
        self.0.pop();
    }
}

async fn shelf(n: u64) -> Shelf {
    pause(1).await;
    Shelf(vec![noisy("first", n), noisy("second", n + 1), noisy("third", 1)])
}

async fn later<T>(f: impl FnOnce() -> T) -> T {
    pause(1).await;
    f()
}

pub struct Client(Noisy);

impl Client {
    async fn publish(&mut self, options: &Options<'_>) -> u64 {
        pause(1).await;
        self.0.add(options.name.value + options.more.map_or(0, |more| more.value)).get()
    }

    fn given(self, f: impl Fn(u64) -> u64) -> u64 {
        f(self.0.get())
    }

    async fn publish_all(self, options: &Options<'_>) -> u64 {
        pause(1).await;
        self.0.get() + options.name.get()
    }
}

async fn pair(n: u64) -> (Noisy, Noisy) {
    pause(1).await;
    (noisy("left", n), noisy("right", n + 1))
}

/// It awaits, as only its definition shows.
#[cfg_attr(test, cfg(test))]
macro_rules! add_exactly {
    ($to:expr, $values:expr) => {{
        let values = $values;
        let mut sum = 0;
        for value in values {
            pause(1).await;
            sum += $to.0.add(value).get();
        }
        (sum, values)
    }};
}

/// It is several statements, which await.
#[cfg_attr(test, cfg(test))]
macro_rules! add_all {
    ($to:expr, $first:expr, $second:expr) => {
        let before = $to.0.value;
        $to.0.add(number($first).await);
        pause(1).await;
        $to.0.add(before + $second).get()
    };
}

/// It returns as well.
#[cfg_attr(test, cfg(test))]
macro_rules! add_or_return {
    ($to:expr, $value:expr) => {{
        let value = number($value).await;
        if value == 7 {
            return Err("seven");
        }
        pause(1).await;
        Ok($to.0.add(value).get())
    }};
}

functions! {
    pub async fn branches_that_cfg_chooses(n: u64) -> u64 {
        let before = noisy("before", n);
        cfg_if! {
            if #[cfg(any())] {
                compile_error!("never");
            } else if #[cfg(test)] {
                let chosen = noisy("chosen", number(n).await);
                pause(1).await;
            } else {
                let chosen = noisy("other", n);
            }
        }
        let behind = noisy("behind", n);
        pause(1).await;
        cfg_if! {
            if #[cfg(any())] { pause(5).await; } else if #[cfg(not(all()))] { pause(6).await }
        }
        cfg_if! {
            if #[cfg(any())] {
                before.get()
            } else {
                let inner = noisy("inner", n);
                pause(1).await;
                chosen.get() + behind.get() + inner.get() + number(before.get()).await
            }
        }
    }

    pub async fn parameters_that_cfg_chooses<#[cfg(any())] T, #[cfg(test)] U: Into<u64>>(
        #[cfg(any())] it: T,
        #[cfg(test)] it: U,
    ) -> u64 {
        pause(1).await;
        let it = noisy("it", it.into());
        pause(1).await;
        it.get()
    }

    pub async fn a_value_without_a_name_is_changed(n: u64) -> u64 {
        let (left, ref mut right) = {
            let both = pair(n).await;
            both
        };
        right.add(1);
        pause(1).await;
        right.add(1).get() + left.get()
    }

    pub async fn parts_of_a_block_without_await(n: u64) -> u64 {
        pause(1).await;
        let (left, ref mut right) = {
            let both = (noisy("left", n), noisy("right", n));
            both
        };
        right.add(left.value).get()
    }

    pub async fn a_number_lends_itself(n: u64) -> u64 {
        let _a = noisy("a", n);
        let count: u64 = n + 1;
        pause(1).await;
        count.written().await
    }

    pub async fn a_number_is_counted_with(n: u64) -> u64 {
        let count: u64 = n + 1;
        pause(1).await;
        number(count.pow(2)).await + number(count.wrapping_add(2)).await
    }

    pub async fn a_part_of_a_temporary_in_an_argument(n: u64) -> u64 {
        let more = noisy("more", n);
        let mut client = Client(noisy("client", n));
        pause(1).await;
        client.publish(&Options::of((noisy("first", n), noisy("second", n)).0).and(&more)).await
    }

    pub async fn a_closure_lends_and_gives_away(n: u64) -> u64 {
        let mut it = Client(noisy("it", n));
        let other = noisy("other", n);
        pause(1).await;
        let run = later(move || Some(it.0.add(other.value).get()).map(|added| (added, it))).await;
        let (added, it) = run.expect("something");
        pause(1).await;
        added + it.0.get()
    }

    pub async fn operators_behind_what_may_be_taken(n: u64) -> u64 {
        let it = noisy("it", n + 9);
        let from = it.get();
        let of = move |more: u64| it.value + more;
        let less = if n > 3 { 0 } else { from - n };
        if from > less {
            pause(1).await;
        }
        let called = match n {
            0 => 0,
            _ => { of(3) - less },
        };
        let owned = Client(noisy("client", n));
        let last = if n == 0 { 0 } else { owned.given(|value| value + 1) - n };
        pause(1).await;
        called + last
    }

    pub async fn references_that_have_the_method_too(n: u64) -> u64 {
        let list = vec![n, 2, 3];
        let mut into = noisy("into", n);
        let first = list.as_slice().read_at(0, &mut into).await;
        let slice = list.as_slice();
        pause(1).await;
        first + slice.read_at(1, &mut into).await
    }

    pub async fn an_option_points_to_what_comes_later(n: u64) -> u64 {
        let mut best: Option<&Noisy> = None;
        let mut last = None;
        let mut all = Vec::new();
        let list = shelf(n).await;
        for item in &list.0 {
            match best {
                Some(known) if known.value > item.value => {}
                _ => best = Some(item),
            }
            last = Some(item);
            all.push(item);
        }
        let behind = noisy("behind", n);
        best.map_or(0, |item| item.get()) + last.map_or(0, |item| item.get()) + all.len() as u64
    }

    pub async fn an_option_points_into_another_scope(n: u64) -> u64 {
        let mut found = None;
        pause(1).await;
        {
            let list = shelf(n).await;
            found = list.0.first().map(|item| item.get());
            let mut inner = None;
            inner = list.0.last();
            pause(1).await;
            found = inner.map(|item| item.get());
        }
        pause(1).await;
        found.unwrap_or(0)
    }

    pub async fn a_macro_awaits_by_itself(n: u64) -> u64 {
        let mut client = Client(noisy("client", n));
        let _guard = noisy("guard", n);
        let (sum, [first, _]) = add_exactly!(client, [n, 2]);
        pause(1).await;
        println!("{}", add_exactly!(client, [first]).0);
        let more = if add_exactly!((&mut client), [n]).0 > 3 { 1 } else { 2 };
        add_all!(client, n, 2);
        let before = client.0.value;
        add_all!(client, 1, before);
        sum + more + client.0.get() + before
    }

    pub async fn a_macro_awaits_and_returns(n: u64) -> Result<u64, &'static str> {
        let mut client = Client(noisy("client", n));
        let _guard = noisy("guard", n);
        pause(1).await;
        add_or_return!(client, n)
    }

    pub async fn parts_in_the_argument_of_what_takes_its_receiver(n: u64) -> u64 {
        let more = noisy("more", n);
        let client = Client(noisy("client", n));
        let both = pair(n).await;
        client.publish_all(&Options::of(both.1).and(&more)).await + both.0.get()
    }
}

cases! {
    branches_that_cfg_chooses [1] |n| branches_that_cfg_chooses(n);
    parameters_that_cfg_chooses [1] |n| parameters_that_cfg_chooses(n);
    a_value_without_a_name_is_changed [1] |n| a_value_without_a_name_is_changed(n);
    parts_of_a_block_without_await [1] |n| parts_of_a_block_without_await(n);
    a_number_lends_itself [1] |n| a_number_lends_itself(n);
    a_number_is_counted_with [1] |n| a_number_is_counted_with(n);
    a_part_of_a_temporary_in_an_argument [1] |n| a_part_of_a_temporary_in_an_argument(n);
    a_closure_lends_and_gives_away [1] |n| a_closure_lends_and_gives_away(n);
    operators_behind_what_may_be_taken [1, 4] |n| operators_behind_what_may_be_taken(n);
    references_that_have_the_method_too [1] |n| references_that_have_the_method_too(n);
    an_option_points_to_what_comes_later [1, 0] |n| an_option_points_to_what_comes_later(n);
    an_option_points_into_another_scope [1] |n| an_option_points_into_another_scope(n);
    a_macro_awaits_by_itself [1] |n| a_macro_awaits_by_itself(n);
    a_macro_awaits_and_returns [1, 7] |n| a_macro_awaits_and_returns(n);
    parts_in_the_argument_of_what_takes_its_receiver [1] |n| parts_in_the_argument_of_what_takes_its_receiver(n);
}

//! More of what published crates have written.
// Behind `cfg` in `cfg_attr` the definitions are as good as those of another package: nobody looks at them.
use crate::harness::*;
use std::future::Future;

/// As that of `tower_test`: it awaits by itself.
#[cfg_attr(test, cfg(test))]
macro_rules! assert_request_eq {
    ($mock_handle:expr, $expect:expr) => {
        assert_request_eq!($mock_handle, $expect,)
    };
    ($mock_handle:expr, $expect:expr, $($arg:tt)*) => {{
        let (actual, send_response) = match $mock_handle.next_request().await {
            Some(r) => r,
            None => panic!("expected a request but none was received."),
        };
        assert_eq!(actual, $expect, $($arg)*);
        send_response
    }};
}

pub struct Handle {
    name: Noisy,
}

impl Handle {
    async fn next_request(&mut self) -> Option<(u64, Noisy)> {
        pause(1).await;
        Some((self.name.get(), noisy("response", self.name.value)))
    }
}

pub struct Items(Vec<Noisy>);

pub trait Folds: Sized {
    type Item;
    fn try_fold_all<T, E, F: FnMut(T, Self::Item) -> Result<T, E>>(
        self,
        first: T,
        f: F,
    ) -> impl Future<Output = Result<T, E>>;
}

impl Folds for Items {
    type Item = Noisy;
    async fn try_fold_all<T, E, F: FnMut(T, Noisy) -> Result<T, E>>(self, first: T, mut f: F) -> Result<T, E> {
        let mut all = first;
        for item in self.0 {
            pause(1).await;
            all = f(all, item)?;
        }
        Ok(all)
    }
}

pub struct Body(Noisy);

impl Body {
    fn into_items(self) -> Vec<Noisy> {
        vec![noisy("first", self.0.value), self.0]
    }
}

impl Noisy {
    fn set(self, why: &str) {
        event(format_args!("{why}"));
    }

    fn and_more(self, other: &Noisy, more: u64) -> u64 {
        event(format_args!("{self} and {other}"));
        self.value + more
    }
}

/// As that of `maplit`.
#[cfg_attr(test, cfg(test))]
macro_rules! hashmap {
    ($($key:expr => $value:expr),* $(,)?) => {{
        let mut map = std::collections::BTreeMap::new();
        $(map.insert($key, $value);)*
        map
    }};
}

/// Gives what it was given, and keeps what it is called on, or does not.
impl Noisy {
    fn beside<'a>(&self, other: &'a Noisy) -> &'a Noisy {
        event(format_args!("{self} beside {other}"));
        other
    }

    fn instead<'a>(self, other: &'a mut Noisy) -> &'a mut Noisy {
        event(format_args!("{self} instead of {other}"));
        other
    }

    fn as_told<T: From<u8>>(self, other: &Noisy) -> T {
        event(format_args!("{self} as told by {other}"));
        T::from(3)
    }

    fn entered<R>(&mut self, inside: impl FnOnce(&mut Vec<&u64>, std::pin::Pin<&mut Noisy>) -> R) -> R {
        let value = self.value;
        inside(&mut vec![&value], std::pin::Pin::new(self))
    }

    fn entered_once<R>(self, inside: impl FnOnce(&mut Vec<&u64>, Noisy) -> R) -> R {
        let value = self.value;
        inside(&mut vec![&value], self)
    }

    fn eaten_up(self) -> u64 {
        self.into_value()
    }

    async fn push_beside(&mut self, list: &mut Vec<u64>) -> u64 {
        pause(1).await;
        list.push(self.value);
        list.len() as u64
    }
}

/// What a closure is given often.
pub struct Each(pub Vec<u64>);

impl Each {
    pub async fn summed<F: Future<Output = u64>>(self, mut f: impl FnMut(u64) -> F) -> u64 {
        let mut sum = 0;
        for n in self.0 {
            sum += f(n).await;
        }
        sum
    }
}

functions! {
    pub async fn an_async_closure_that_is_called_like_others(n: u64) -> u64 {
        let kept = noisy("limit", n);
        let (each, limit) = (Each(vec![1, n]), &kept);
        pause(1).await;
        each.summed(async move |n| {
            pause(1).await;
            limit.get() + n
        })
        .await
    }

    pub async fn results_that_point_into_an_argument(n: u64) -> u64 {
        let (a, b, c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        pause(1).await;
        let got = a.beside(&noisy("borrowed", n)).get() + call("behind", 1);
        pause(1).await;
        let got = got + b.instead(&mut noisy("changed", n)).add(call("more", n)).get();
        let got = got + match c.beside(noisy("first", call("before", 1)).beside(&noisy("second", n))).get() {
            0 => call("nothing", 0),
            more => noisy("inside", more).get(),
        };
        pause(1).await;
        got
    }

    pub async fn arguments_that_leave_something(n: u64) -> u64 {
        let (a, b) = (noisy("a", n), noisy("b", n));
        let (join, sum) = (|one: &Noisy, two: u64| one.get() + two, move |x: u64, y: u64| x + y + n);
        pause(1).await;
        let got = a.and_more(noisy("other", n).beside(&b), noisy("left", n).get()) + call("behind", n);
        let told: u64 = b.as_told(&noisy("told", n));
        pause(1).await;
        let got = sum(got + told, noisy("argument", n).get()) + join(&noisy("pointed to", n), 2) + call("last", n);
        pause(1).await;
        got
    }

    pub async fn maps_that_macros_make(n: u64) -> u64 {
        let (a, b, key, text) = (noisy("a", n), noisy("b", n), n.to_string(), String::from("key"));
        pause(1).await;
        let map = hashmap! { key.clone() => a, "other".to_owned() => fetch("fetched", n).await };
        let more = hashmap! { text => b, };
        pause(1).await;
        map.values().chain(more.values()).map(Noisy::get).sum::<u64>() + key.len() as u64
    }

    pub async fn closures_that_are_given_references(n: u64) -> u64 {
        let (mut a, b) = (noisy("a", n), noisy("b", n));
        pause(1).await;
        let got = a.entered(|_, it| it.value) + b.entered_once(|given, it| (it.eaten_up(), given.len()).0);
        pause(1).await;
        got
    }

    pub async fn a_future_that_points_into_an_argument(n: u64) -> u64 {
        let mut a = noisy("a", n);
        // A new one each time, so that it never gets further.
        let first = std::future::poll_fn(|cx| {
            std::task::Poll::Ready(std::pin::pin!(a.push_beside(&mut vec![n])).poll(cx).is_pending())
        })
        .await;
        let mut b = noisy("b", n);
        let mut is_pending = false;
        std::future::poll_fn(|cx| {
            let poll = std::pin::pin!(b.push_beside(&mut vec![])).poll(cx);
            is_pending = poll.is_pending();
            std::task::Poll::Ready(())
        })
        .await;
        first as u64 + is_pending as u64
    }

    pub async fn a_panic_that_goes_on(n: u64) -> u64 {
        let guard = noisy("guard", n);
        let other = noisy("other", n);
        pause(1).await;
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test("first", n == 1)));
        let first = match ran {
            Ok(first) => first,
            Err(payload) => {
                guard.set("panicked");
                std::panic::resume_unwind(payload);
            }
        };
        pause(1).await;
        match first {
            true => {
                pause(1).await;
                guard.set("first");
            }
            false => guard.set("later"),
        }
        other.get()
    }

    pub async fn requests_that_a_macro_awaits(n: u64) -> u64 {
        let mut handle = Handle { name: noisy("handle", n) };
        let _b = noisy("b", n);
        let response = assert_request_eq!(handle, n);
        pause(1).await;
        assert_request_eq!(handle, n, "not {n}").get() + response.get()
    }

    pub async fn a_closure_whose_arguments_the_receiver_tells(n: u64) -> Result<u64, String> {
        let body = Body(noisy("body", n));
        pause(1).await;
        let list: Vec<u64> = Items(body.into_items())
            .try_fold_all(Vec::new(), |mut list, item| {
                if let Some(value) = Some(item.get()) {
                    list.push(value);
                }
                if n == 7 { Err(format!("at {n}")) } else { Ok(list) }
            })
            .await?;
        pause(1).await;
        Ok(list.iter().sum())
    }
}

cases! {
    an_async_closure_that_is_called_like_others [0, 1] |n| an_async_closure_that_is_called_like_others(n);
    results_that_point_into_an_argument [0, 1] |n| results_that_point_into_an_argument(n);
    arguments_that_leave_something [1] |n| arguments_that_leave_something(n);
    maps_that_macros_make [1, 2] |n| maps_that_macros_make(n);
    closures_that_are_given_references [1] |n| closures_that_are_given_references(n);
    a_future_that_points_into_an_argument [1] |n| a_future_that_points_into_an_argument(n);
    a_panic_that_goes_on [1, 2] |n| a_panic_that_goes_on(n);
    requests_that_a_macro_awaits [1] |n| requests_that_a_macro_awaits(n);
    a_closure_whose_arguments_the_receiver_tells [1, 7] |n| a_closure_whose_arguments_the_receiver_tells(n);
}

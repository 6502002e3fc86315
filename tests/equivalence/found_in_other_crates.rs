//! More of what published crates have written.
use crate::harness::*;
use std::future::Future;

/// As that of `tower_test`: it awaits by itself.
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
}

functions! {
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
    a_panic_that_goes_on [1, 2] |n| a_panic_that_goes_on(n);
    requests_that_a_macro_awaits [1] |n| requests_that_a_macro_awaits(n);
    a_closure_whose_arguments_the_receiver_tells [1, 7] |n| a_closure_whose_arguments_the_receiver_tells(n);
}

//! Closures that call methods on what they capture, or call it: some take it, others borrow it, and only rustc knows.
use crate::harness::*;

pub struct Sender {
    pub name: Noisy,
}

impl Sender {
    pub fn new(n: u64) -> Self {
        Sender { name: noisy("sender", n) }
    }

    /// Takes the sender.
    pub fn send(self, n: u64) -> u64 {
        self.name.get() + n
    }

    /// Borrows it.
    pub fn show(&self, n: u64) -> u64 {
        self.name.get() + n
    }

    pub fn count(&mut self, n: u64) -> u64 {
        self.name.add(n).get()
    }
}

/// Calls a closure once, and then lets go of it.
pub fn once<R>(f: impl FnOnce(u64) -> R) -> R {
    call("once", 0);
    f(1)
}

/// Calls a closure as often as it likes.
pub fn twice(mut f: impl FnMut(u64) -> u64) -> u64 {
    call("twice", 0);
    f(1) + f(2)
}

pub fn thrice(f: impl Fn(u64) -> u64) -> u64 {
    f(1) + f(2) + f(3)
}

functions! {
    pub async fn taken_by_a_closure(n: u64) -> u64 {
        let _a = noisy("a", n);
        let sender = Sender::new(n);
        let _b = noisy("b", n);
        let got = once(|more| {
            let result = more + 1;
            sender.send(result)
        });
        pause(1).await;
        got
    }

    pub async fn borrowed_by_a_closure(n: u64) -> u64 {
        let _a = noisy("a", n);
        let sender = Sender::new(n);
        let _b = noisy("b", n);
        let got = thrice(|more| sender.show(more));
        pause(1).await;
        got
    }

    pub async fn borrowed_exclusively_by_a_closure(n: u64) -> u64 {
        let _a = noisy("a", n);
        let mut sender = Sender::new(n);
        let got = twice(|more| sender.count(more));
        pause(1).await;
        got
    }

    pub async fn a_function_called_by_a_closure(f: impl FnOnce(u64) -> u64, n: u64) -> u64 {
        let sender = Sender::new(n);
        let got = once(|more| {
            let result = f(more);
            sender.send(result)
        });
        pause(1).await;
        got
    }

    pub async fn a_function_called_often(mut f: impl FnMut(u64) -> u64, n: u64) -> u64 {
        let _a = noisy("a", n);
        let got = twice(|more| f(more));
        pause(1).await;
        got
    }

    pub async fn a_function_called_before_an_await(f: impl FnOnce(u64) -> u64, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = f(n);
        pause(1).await;
        got
    }

    pub async fn a_function_whose_future_is_awaited<F: Future<Output = u64>>(f: impl FnOnce(u64) -> F, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = f(n).await;
        pause(1).await;
        got
    }

    pub async fn an_async_function_called_once(f: impl AsyncFnOnce(u64) -> u64, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = f(n).await;
        pause(1).await;
        got
    }

    pub async fn an_async_function_called_often(mut f: impl AsyncFnMut(u64) -> u64, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = f(n).await;
        pause(1).await;
        got
    }

    pub async fn shared_and_called(n: u64) -> u64 {
        let held = noisy("held", n);
        let f: std::sync::Arc<dyn Fn(u64) -> u64> = std::sync::Arc::new(move |more| held.get() + more);
        let _a = noisy("a", n);
        pause(1).await;
        let got = f(n);
        pause(1).await;
        got
    }

    pub async fn shared_and_called_where_it_is(n: u64) -> u64 {
        let held = noisy("held", n);
        let f = std::sync::Arc::new(move |more| number(held.get() + more));
        let _a = noisy("a", n);
        pause(1).await;
        let first = (*f.clone())(1).await;
        first + (*f)(n).await
    }

    pub async fn called_where_it_is_with_an_argument_that_waits(f: std::sync::Arc<dyn Fn(u64) -> u64>, n: u64) -> u64 {
        let held = noisy("held", n);
        let pair = (move |more| held.get() + more, noisy("right", n));
        let first = (*f)(number(n).await) + (pair.0)(number(1).await);
        pause(1).await;
        first + (*f)(1) + (pair.0)(pair.1.touch().await)
    }

    pub async fn boxed_and_called_once(n: u64) -> u64 {
        let held = noisy("held", n);
        let f: Box<dyn FnOnce(u64) -> u64> = Box::new(move |more| { held.get() + more });
        let _a = noisy("a", n);
        pause(1).await;
        let got = f(n);
        pause(1).await;
        got
    }

    pub async fn a_field_that_is_called(n: u64) -> u64 {
        let held = noisy("held", n);
        let f: Box<dyn Fn(u64) -> u64> = Box::new(move |more| held.get() + more);
        let pair = (f, noisy("right", n));
        pause(1).await;
        let got = (pair.0)(n);
        pause(1).await;
        got + pair.1.get()
    }

    pub async fn a_function_called_in_one_branch(f: impl FnOnce(u64) -> u64, n: u64) -> u64 {
        let _a = noisy("a", n);
        pause(1).await;
        let got = if n > 0 { f(n) } else { 0 };
        pause(1).await;
        got
    }

    pub async fn taken_by_a_closure_in_one_branch(n: u64) -> u64 {
        let sender = Sender::new(n);
        pause(1).await;
        let mut got = 0;
        if n > 0 {
            got = once(|more| sender.send(more));
            pause(1).await;
        }
        pause(1).await;
        got
    }

    pub async fn kept_in_a_closure(n: u64) -> u64 {
        let sender = Sender::new(n);
        let other = noisy("other", n);
        pause(1).await;
        let later = || sender.send(1) + other.get();
        let _b = noisy("b", n);
        pause(1).await;
        later()
    }
}

cases! {
    taken_by_a_closure [0, 1] |n| taken_by_a_closure(n);
    borrowed_by_a_closure [0, 1] |n| borrowed_by_a_closure(n);
    borrowed_exclusively_by_a_closure [0, 1] |n| borrowed_exclusively_by_a_closure(n);
    a_function_called_by_a_closure [0, 1] |n| {
        let held = noisy("held", n);
        a_function_called_by_a_closure(move |more| held.get() + more, n)
    };
    a_function_called_often [0, 1] |n| {
        let held = noisy("held", n);
        a_function_called_often(move |more| held.get() + more, n)
    };
    a_function_called_before_an_await [0, 1] |n| {
        let held = noisy("held", n);
        a_function_called_before_an_await(move |more| { let held = held; held.get() + more }, n)
    };
    a_function_whose_future_is_awaited [0, 1] |n| {
        let held = noisy("held", n);
        a_function_whose_future_is_awaited(move |more| { let held = held; async move { pause(more).await; held.get() } }, n)
    };
    an_async_function_called_once [0, 1] |n| {
        let held = noisy("held", n);
        an_async_function_called_once(async move |more| { let held = held; pause(more).await; held.get() }, n)
    };
    an_async_function_called_often [0, 1] |n| {
        let held = noisy("held", n);
        an_async_function_called_often(async move |more| { pause(more).await; held.get() }, n)
    };
    shared_and_called [0, 1] |n| shared_and_called(n);
    shared_and_called_where_it_is [0, 1] |n| shared_and_called_where_it_is(n);
    called_where_it_is_with_an_argument_that_waits [0, 1] |n| {
        let held = noisy("shared", n);
        called_where_it_is_with_an_argument_that_waits(std::sync::Arc::new(move |more| held.get() + more), n)
    };
    boxed_and_called_once [0, 1] |n| boxed_and_called_once(n);
    a_field_that_is_called [0, 1] |n| a_field_that_is_called(n);
    a_function_called_in_one_branch [0, 1] |n| {
        let held = noisy("held", n);
        a_function_called_in_one_branch(move |more| { let held = held; held.get() + more }, n)
    };
    taken_by_a_closure_in_one_branch [0, 1] |n| taken_by_a_closure_in_one_branch(n);
    kept_in_a_closure [0, 1] |n| kept_in_a_closure(n);
}

//! Receivers and callees that wait, and about which rustc is not asked: the type of what a call is given or gives is open there.
use crate::harness::*;

pub trait Takes: Sized {
    fn seen<T: FromIterator<u64>>(&self, more: u64) -> T;
    fn with(&self, f: impl Fn(u64) -> u64, more: u64) -> u64;
}

impl Takes for Noisy {
    fn seen<T: FromIterator<u64>>(&self, more: u64) -> T {
        T::from_iter([self.get() + more])
    }

    fn with(&self, f: impl Fn(u64) -> u64, more: u64) -> u64 {
        f(self.get() + more)
    }
}

fn applier(x: Noisy) -> impl Fn(&dyn Fn(u64) -> u64, u64) -> u64 {
    move |f, n| f(x.get() + n)
}

fn applier_once<F: FnOnce(u64) -> u64>(x: Noisy) -> impl Fn(F, u64) -> u64 {
    move |f, n| f(x.get() + n)
}

fn many(x: Noisy) -> impl Fn(u64, u64, u64, u64, u64, u64, u64) -> u64 {
    move |a, b, c, d, e, f, g| x.get() + a + b + c + d + e + f + g
}

struct Holder {
    run: Box<dyn Fn(fn(u64) -> u64, u64) -> u64>,
    x: Noisy,
}

fn holder(n: u64) -> Holder {
    let y = noisy("y", n);
    Holder { run: Box::new(move |f, m| f(y.get() + m)), x: noisy("x", n) }
}

functions! {
    pub async fn open(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        x.seen::<Vec<_>>(number(1).await).len() as u64
    }

    pub async fn open_unnamed(n: u64) -> u64 {
        let local = noisy("local", n);
        let len = noisy("x", n).seen::<Vec<_>>(number(1).await).len() as u64;
        len
    }

    pub async fn with_closure(n: u64) -> u64 {
        let x = noisy("x", n);
        let local = noisy("local", n);
        x.with(|k| k + 1, number(1).await)
    }

    pub async fn called_with_closure(n: u64) -> u64 {
        let f = applier(noisy("x", n));
        let local = noisy("local", n);
        f(&|k| k + 1, number(1).await)
    }

    pub async fn called_with_closure_by_value(n: u64) -> u64 {
        let f = applier_once(noisy("x", n));
        let local = noisy("local", n);
        f(|k| k + 1, number(1).await)
    }

    pub async fn called_with_many(n: u64) -> u64 {
        let f = many(noisy("x", n));
        let local = noisy("local", n);
        f(1, 2, 3, 4, 5, 6, number(1).await)
    }

    pub async fn field_with_closure(n: u64) -> u64 {
        let x = holder(n);
        let local = noisy("local", n);
        (x.run)(|k| k + 1, number(1).await)
    }

    pub async fn field_open(n: u64) -> u64 {
        let x = holder(n);
        let local = noisy("local", n);
        x.x.seen::<Vec<_>>(number(1).await).len() as u64
    }
}

cases! {
    open [1] |n| open(n);
    open_unnamed [1] |n| open_unnamed(n);
    with_closure [1] |n| with_closure(n);
    called_with_closure [1] |n| called_with_closure(n);
    called_with_closure_by_value [1] |n| called_with_closure_by_value(n);
    called_with_many [1] |n| called_with_many(n);
    field_with_closure [1] |n| field_with_closure(n);
    field_open [1] |n| field_open(n);
}

//! What is kept borrows from a value of generic type, or from two things at once, and nobody says for how long: neither the
//! methods of a trait nor the ordinary functions that pass the future on.
use crate::harness::*;

#[allow(async_fn_in_trait)]
pub trait Visit {
    async fn one<U: AsRef<Noisy>>(&self, other: U, n: u64) -> u64;
    async fn all<'a, I: Iterator<Item = &'a Noisy>>(&self, items: I, last: &Noisy) -> u64;
    async fn piece(&self, piece: Piece<'_>, other: &Noisy) -> u64;
    async fn taken<U: AsRef<Noisy>>(self, other: &mut U) -> u64
    where
        Self: Sized;
}

#[derive(Clone, Copy)]
pub struct Piece<'p>(pub &'p Noisy);

/// What two borrows of the same length have come to.
pub fn together<'t, T: AsRef<Noisy>>(a: &'t T, b: &'t Noisy) -> [&'t Noisy; 2] {
    [a.as_ref(), b]
}

methods! {
    given {
        pub struct Host<T>(pub T);

        pub struct Free;

        pub fn passes_on<T: AsRef<Noisy>>(value: T, n: u64) -> impl Future<Output = u64> {
            Free::keeps_a_borrow(value, n)
        }

        pub fn passes_on_what_is_boxed<'f, T: AsRef<Noisy> + 'f>(value: T, n: u64) -> Pin<Box<dyn Future<Output = u64> + 'f>> {
            Box::pin(Free::awaits_what_keeps(value, n))
        }

        pub fn passes_on_a_method<'h, T: AsRef<Noisy>>(host: &'h Host<T>, other: &'h Noisy) -> impl Future<Output = u64> + 'h {
            host.beside(other)
        }

        pub fn passes_on_a_trait<V: Visit, T: AsRef<Noisy>>(visit: &V, value: T, n: u64) -> impl Future<Output = u64> {
            visit.one(value, n)
        }
    }

    impl [Free] {
        pub async fn keeps_a_borrow<T: AsRef<Noisy>>(value: T, n: u64) -> u64 {
            let borrowed = &value;
            pause(n).await;
            borrowed.as_ref().get()
        }

        pub async fn awaits_what_keeps<T: AsRef<Noisy>>(value: T, n: u64) -> u64 {
            let first = Free::keeps_a_borrow(&value, n).await;
            let second = Host(&value).beside(value.as_ref()).await;
            first + second + Free::keeps_a_borrow(value, n).await
        }

        pub async fn of_two_lengths<'a, 'b>(a: &'a Noisy, list: &'b mut Vec<Piece<'a>>, n: u64) -> &'a Noisy {
            let both = (a, &*list);
            pause(n).await;
            call("length", both.1.len() as u64);
            list.push(Piece(a));
            let last = list.last().map(|piece| piece.0);
            pause(1).await;
            last.unwrap_or(a)
        }
    }

    impl [<T: AsRef<Noisy>> Host<T>] {
        async fn beside(&self, other: &Noisy) -> u64 {
            let both = together(&self.0, other);
            pause(1).await;
            both.iter().map(|noisy| noisy.get()).sum()
        }
    }

    impl [<T: AsRef<Noisy>> Visit for Host<T>] {
        async fn one<U: AsRef<Noisy>>(&self, other: U, n: u64) -> u64 {
            let both = (&self.0, &other);
            pause(n).await;
            both.0.as_ref().get() + both.1.as_ref().get()
        }

        async fn all<'a, I: Iterator<Item = &'a Noisy>>(&self, mut items: I, last: &Noisy) -> u64 {
            let mut sum = 0;
            for item in items.by_ref() {
                pause(item.value).await;
                sum += item.get();
            }
            let both = together(&self.0, last);
            pause(1).await;
            sum + both[0].get() + both[1].get()
        }

        async fn piece(&self, piece: Piece<'_>, other: &Noisy) -> u64 {
            let all = [self.0.as_ref(), piece.0, other];
            let mut parts = all.iter();
            let mut sum = 0;
            while let Some(part) = parts.next() {
                let got = number(part.get()).await;
                sum += got;
            }
            sum
        }

        async fn taken<U: AsRef<Noisy>>(self, other: &mut U) -> u64 {
            let both = together(other, self.0.as_ref());
            pause(1).await;
            both[0].get() + both[1].get()
        }
    }
}

use std::pin::Pin;

cases! {
    keeps_a_borrow [0, 1] |n| passes_on(noisy("value", n), n);
    awaits_what_keeps [0, 1] |n| passes_on_what_is_boxed(&noisy("value", n), n);
    beside [0, 1] |n| passes_on_a_method(&Host(noisy("host", n)), &noisy("other", 1));
    of_two_lengths [0, 1] |n| Free::of_two_lengths(&noisy("a", n), &mut Vec::new(), n);
    one [0, 1] |n| passes_on_a_trait(&Host(noisy("host", n)), noisy("other", 1), n);
    all [0, 1] |n| Host(noisy("host", n)).all([&noisy("item", 1)].into_iter(), &noisy("last", n));
    piece [0, 1] |n| Host(noisy("host", n)).piece(Piece(&noisy("piece", 1)), &noisy("other", 1));
    taken [0, 1] |n| Host(noisy("host", n)).taken(&mut noisy("other", 1));
}

//! The attribute on functions that are not `async`, but make their futures from `async` blocks.
use crate::harness::*;
use std::pin::Pin;

fn shown<T: ToString>(value: T) -> String {
    value.to_string()
}

functions! {
    pub fn returns_a_block(a: Noisy, n: u64) -> impl Future<Output = u64> {
        let b = noisy("b", n);
        call("before", n);
        async move {
            pause(n).await;
            a.get() + b.get()
        }
    }

    pub fn returns_a_box<'a>(a: &'a Noisy, n: u64) -> Pin<Box<dyn Future<Output = Result<u64, Failure>> + Send + 'a>> {
        Box::pin(async move {
            let got = attempt(n).await?;
            let b = fetch("b", n).await;
            Ok(a.get() + b.get() + got)
        })
    }

    pub fn recursive(n: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
        Box::pin(async move {
            let _a = noisy("a", n);
            if n == 0 { number(1).await } else { n + recursive(n - 1).await }
        })
    }

    pub fn one_of_several(n: u64) -> Pin<Box<dyn Future<Output = Option<u64>>>> {
        let a = noisy("a", n);
        if n == 0 {
            return Box::pin(async { None });
        }
        match n {
            1 => Box::pin(async move { Some(a.touch().await) }),
            _ => Box::pin(async move {
                let more = n.checked_sub(3)?;
                pause(more).await;
                Some(a.get())
            }),
        }
    }

    pub fn calls_what_it_captures(check: impl Fn(&u64) -> bool, n: u64) -> impl Future<Output = u64> {
        let (more, list) = (move |x: u64| x + n, vec![n]);
        async move {
            pause(1).await;
            if check(&n) {
                return more(number(n).await);
            }
            pause(1).await;
            assert_eq!(more(1), n + 1);
            list.iter().filter(|x| check(x)).count() as u64
        }
    }

    pub fn in_a_closure(n: u64) -> impl Future<Output = u64> {
        let make = |a: Noisy| async move {
            pause(n).await;
            a.get()
        };
        make(noisy("a", n))
    }

    // As in `recommendations` of rspotify: `shown` is no local, and not of one type.
    pub fn names_a_function_twice<'a>(a: &'a Noisy, n: u64) -> Pin<Box<dyn Future<Output = String> + Send + 'a>> {
        let n = call("n", n);
        Box::pin(async move {
            let all: Vec<u64> = (0..n).collect();
            pause(1).await;
            let first = Some(a).map(shown).unwrap_or_default();
            first + &all.into_iter().map(shown).collect::<String>()
        })
    }

    pub fn sums(n: u64) -> impl Future<Output = u64> {
        let list: Vec<Noisy> = (0..n).map(|i| noisy("item", i)).collect();
        async move {
            pause(1).await;
            list.iter().map(|item| item.get()).sum()
        }
    }
}

cases! {
    returns_a_block [0, 1] |n| returns_a_block(noisy("a", n), n);
    returns_a_box [0, 1, 2] |n| returns_a_box(&noisy("a", n), n);
    recursive [0, 2] |n| recursive(n);
    one_of_several [0, 1, 2, 4] |n| one_of_several(n);
    calls_what_it_captures [0, 1] |n| calls_what_it_captures(|x| *x == 1, n);
    in_a_closure [0, 1] |n| in_a_closure(n);
    names_a_function_twice [0, 2] |n| names_a_function_twice(&noisy("a", n), n);
    sums [0, 2] |n| sums(n);
}

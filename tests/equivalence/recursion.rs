//! Functions that await themselves. Their machines are `Send` whenever the native futures are.
use crate::harness::*;
use futures::FutureExt;
use std::{fmt::Display, pin::Pin};

functions! {
    pub async fn hidden(n: u64) -> impl Display {
        let a = noisy("a", n);
        if n == 0 {
            return format!("{}", a.get());
        }
        let below = Box::pin(hidden(n - 1)).await;
        format!("{below} {}", a.get())
    }

    pub async fn hidden_part(n: u64) -> Result<impl Display, String> {
        let a = noisy("a", n);
        if n == 0 {
            return Ok(a.get());
        }
        let below = Box::pin(hidden_part(n - 1)).await?.to_string();
        pause(1).await;
        Ok(below.len() as u64 + a.get())
    }

    pub async fn hidden_with_a_lifetime(a: &Noisy, n: u64) -> Option<impl Display + '_> {
        if n == 3 {
            return None;
        }
        if n == 0 {
            return Some(a.get());
        }
        let below = Box::pin(hidden_with_a_lifetime(a, n - 1)).await?.to_string();
        pause(1).await;
        Some(below.len() as u64)
    }

    pub async fn hidden_beside_a_type<T: Display + Clone>(value: T, n: u64) -> Vec<impl Display> {
        if n == 0 {
            return vec![value.to_string()];
        }
        let below = Box::pin(hidden_beside_a_type(value.clone(), n - 1)).await;
        pause(1).await;
        vec![value.to_string(), below.len().to_string()]
    }

    pub async fn shown(n: u64) -> String {
        let hidden = hidden(n).await;
        let part = hidden_part(n).await;
        format!("{hidden} {}", part.map_or(0, |part| part.to_string().len()))
    }

    pub async fn shown_with_a_lifetime(a: &Noisy, n: u64) -> usize {
        let list = hidden_beside_a_type(1, n).await;
        hidden_with_a_lifetime(a, n).await.map_or(0, |hidden| hidden.to_string().len()) + list.len()
    }

    pub async fn with_a_lifetime(left: &mut Vec<Noisy>, names: &[&str]) -> Result<u64, String> {
        let Some((name, others)) = names.split_first() else { return Ok(0) };
        let top = noisy("top", name.len() as u64);
        check(top.get())?;
        left.push(fetch("left", top.get()).await);
        let below = Box::pin(with_a_lifetime(left, others)).await?;
        Ok(below + left.len() as u64 + top.get())
    }

    pub async fn generic<T: AsRef<str> + Clone + Send + Sync>(value: &T, n: u64) -> u64 {
        if n == 0 {
            let length = value.as_ref().len() as u64;
            return number(length).await;
        }
        let a = noisy("a", n);
        let below = Box::pin(generic::<T>(value, n - 1)).await;
        below + a.get()
    }

    pub async fn at_another_type<T: AsRef<str> + Send>(text: T) -> u64 {
        pause(1).await;
        match text.as_ref().split_once(' ') {
            Some((first, rest)) => first.len() as u64 + Box::pin(at_another_type(String::from(rest))).await,
            None => 0,
        }
    }

    pub async fn of_anything(value: &(impl Display + Sync), n: u64) -> String {
        if n == 0 {
            return value.to_string();
        }
        let below = std::boxed::Box::pin(of_anything(value, n - 1)).await;
        pause(1).await;
        below + &value.to_string()
    }

    pub async fn kept_in_a_local(a: &Noisy, n: u64) -> u64 {
        if n == 0 {
            return a.get();
        }
        let below = Box::pin(kept_in_a_local(a, n - 1));
        let b = fetch("b", n).await;
        below.await + b.get()
    }

    pub async fn both_at_once(a: &Noisy, n: u64) -> u64 {
        if n == 0 {
            return a.touch().await;
        }
        let (left, right) =
            futures::join!(Box::pin(both_at_once(a, n - 1)), both_at_once(a, n / 2).boxed_local());
        left + right
    }

    pub async fn all_at_once(a: &Noisy, n: u64) -> u64 {
        let below = futures::future::join_all((0..n).map(|i| Box::pin(all_at_once(a, i)))).await;
        pause(1).await;
        below.iter().sum::<u64>() + a.get()
    }

    pub async fn in_a_list(a: &Noisy, n: u64) -> u64 {
        let below: Vec<u64> = futures::future::join_all((0..n).map(|i| in_a_list(a, i))).await;
        below.len() as u64 + a.touch().await
    }

    pub async fn coerced(a: &Noisy, n: u64) -> u64 {
        let below: Option<Pin<Box<dyn Future<Output = u64> + '_>>> =
            if n > 0 { Some(Box::pin(coerced(a, n - 1))) } else { None };
        pause(1).await;
        match below {
            Some(below) => below.await + 1,
            None => a.get(),
        }
    }

    pub async fn dropped_in_between(a: &Noisy, n: u64) -> u64 {
        if n == 0 {
            return a.get();
        }
        let mut below = Box::pin(dropped_in_between(a, n - 1));
        let _guard = noisy("guard", n);
        match futures::poll!(below.as_mut()) {
            std::task::Poll::Ready(value) => value,
            std::task::Poll::Pending => {
                drop(below);
                number(n).await
            }
        }
    }

    pub async fn sleep(n: u64) -> u64 {
        // Another one of that name.
        let below = Box::pin(elsewhere::sleep(n)).await;
        elsewhere::sleep(below).await + elsewhere::now::sleep(n)
    }
}

mod elsewhere {
    use crate::harness::*;

    pub async fn sleep(n: u64) -> u64 {
        number(n).await + 1
    }

    pub mod now {
        pub fn sleep(n: u64) -> u64 {
            n + 2
        }
    }
}

fn send<T: Send>(value: T) -> T {
    value
}

macro_rules! all_are_send {
    ($module:ident) => {{
        use $module::*;
        let a = Noisy { name: "a", value: 0 };
        drop(send(hidden(1)));
        drop(send(hidden_with_a_lifetime(&a, 1)));
        drop(send(hidden_beside_a_type("a", 1)));
        drop(send(with_a_lifetime(&mut Vec::new(), &["a"])));
        drop(send(generic(&"a", 1)));
        drop(send(at_another_type("a")));
        drop(send(of_anything(&1, 1)));
        drop(send(kept_in_a_local(&a, 1)));
        drop(send(all_at_once(&a, 1)));
        drop(send(in_a_list(&a, 1)));
    }};
}

#[test]
fn machines_are_send_where_the_compilers_are() {
    all_are_send!(native);
    all_are_send!(manual);
}

cases! {
    shown [0, 1, 3] |n| shown(n);
    shown_with_a_lifetime [0, 1, 3] |n| shown_with_a_lifetime(&noisy("a", n), n);
    with_a_lifetime [0, 2] |n| with_a_lifetime(&mut vec![noisy("first", n)], &["a", "bc", "d"][..n as usize + 1]);
    generic [0, 1, 3] |n| generic(&"text", n);
    at_another_type [0] |_| at_another_type("a bc def");
    of_anything [0, 2] |n| of_anything(&n, n);
    kept_in_a_local [0, 2] |n| kept_in_a_local(&noisy("a", n), n);
    both_at_once [0, 1, 2] |n| both_at_once(&noisy("a", n), n);
    all_at_once [0, 1, 3] |n| all_at_once(&noisy("a", n), n);
    in_a_list [0, 1, 3] |n| in_a_list(&noisy("a", n), n);
    coerced [0, 2] |n| coerced(&noisy("a", n), n);
    dropped_in_between [0, 1, 2] |n| dropped_in_between(&noisy("a", n), n);
    sleep [0, 1] |n| sleep(n);
}

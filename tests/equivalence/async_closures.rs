//! `async` closures that are called by their names, the last time before an await: what they look at is lent to their futures.
use crate::harness::*;

functions! {
    pub async fn under_another_name(m: &mut Noisy, n: u64) -> u64 {
        let mut first = async move || {
            m.add(number(n).await);
            m.value
        };
        pause(1).await;
        let mut second = first;
        second().await
    }

    pub async fn under_another_name_in_a_branch(a: Noisy, n: u64) -> u64 {
        let first = async move || a.get();
        pause(1).await;
        let second = if n == 1 { first } else { return 0 };
        second().await
    }

    pub async fn called_once(n: u64) -> u64 {
        let a = noisy("a", n);
        let each = async || {
            pause(1).await;
            a.get() + 1
        };
        each().await
    }

    pub async fn called_once_behind_an_await(n: u64) -> u64 {
        let a = noisy("a", n);
        let each = async |by: u64| {
            pause(by).await;
            a.get() + by
        };
        pause(1).await;
        let waiting = each(n);
        pause(1).await;
        waiting.await + 1
    }

    pub async fn called_with_what_is_awaited(n: u64) -> u64 {
        let a = noisy("a", n);
        let each = async |by: u64| a.get() + by;
        let got = each(number(n).await).await;
        pause(1).await;
        got
    }

    pub async fn that_changes_what_it_captures(n: u64) -> u64 {
        let mut a = noisy("a", n);
        let mut count = 0;
        let mut each = async || {
            count += 1;
            pause(1).await;
            a.add(n).value
        };
        let got = each().await;
        pause(1).await;
        got + count + a.value
    }

    pub async fn that_owns_what_it_looks_at(n: u64) -> u64 {
        let a = noisy("a", n);
        let each = async move || {
            pause(1).await;
            a.get()
        };
        let got = each().await;
        pause(1).await;
        got
    }
}

cases! {
    under_another_name [1] |n| under_another_name(&mut noisy("m", n), n);
    under_another_name_in_a_branch [0, 1] |n| under_another_name_in_a_branch(noisy("a", n), n);
    called_once [0, 1] |n| called_once(n);
    called_once_behind_an_await [0, 1] |n| called_once_behind_an_await(n);
    called_with_what_is_awaited [0, 1] |n| called_with_what_is_awaited(n);
    that_changes_what_it_captures [0, 1] |n| that_changes_what_it_captures(n);
    that_owns_what_it_looks_at [0, 1] |n| that_owns_what_it_looks_at(n);
}

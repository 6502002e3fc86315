//! `select!` of tokio and futures: which future is polled when, what is evaluated before, and what is dropped when.
use crate::harness::*;
use futures::FutureExt;
use std::future::{IntoFuture, ready};

async fn perhaps(polls: u64, name: &'static str, there: bool) -> Option<Noisy> {
    let value = after(polls, name).await;
    there.then_some(value)
}

/// Awaited, but no future.
struct Later(Noisy);

impl IntoFuture for Later {
    type Output = Noisy;
    type IntoFuture = std::future::Ready<Noisy>;

    fn into_future(self) -> Self::IntoFuture {
        event(format_args!("into_future {}", self.0.get()));
        ready(self.0)
    }
}

/// Says when it is asked.
fn asked(name: &'static str, answer: bool) -> bool {
    event(format_args!("{name}?"));
    answer
}

functions! {
    pub async fn the_first_that_is_ready(n: u64) -> u64 {
        let before = noisy("before", n);
        let got = tokio::select! {
            biased;
            a = after(2, "a") => a.get() + before.get(),
            b = after(n, "b") => b.get() + number(7).await,
            c = after(3, "c") => call("c", c.get()),
        };
        pause(1).await;
        got + before.get()
    }

    pub async fn none_that_does_not_match_is_polled_again(n: u64) -> u64 {
        tokio::select! {
            biased;
            Some(a) = perhaps(1, "a", n > 2) => a.get(),
            Some(b) = perhaps(0, "b", n == 2) => b.get() + 10,
            None = perhaps(2, "c", n > 1) => 20,
            d = after(3, "d"), if n > 0 => d.get() + 30,
            else => 40 + number(n).await,
        }
    }

    pub async fn nothing_is_left(n: u64) -> u64 {
        let held = noisy("held", n);
        tokio::select! {
            biased;
            Some(a) = perhaps(1, "a", n > 1) => a.get() + held.get(),
            b = after(1, "b"), if n > 0 => b.get(),
        }
    }

    pub async fn conditions_come_first(n: u64) -> Result<u64, Failure> {
        let (a, b) = (noisy("a", n), noisy("b", 1));
        let got = tokio::select! {
            biased;
            x = after(call("first", 1), "x"), if asked("first", a.get() + noisy("t", 1).get() > 1) => x.get(),
            y = after(attempt(n).await?, "y"), if asked("second", flag(n > 0).await) => y.get() + a.get(),
            z = after(call("third", 2), "z") => z.get() + b.get(),
        };
        Ok(got + n)
    }

    pub async fn what_becomes_a_future(n: u64) -> u64 {
        tokio::select! {
            biased;
            a = Later(noisy("a", call("a", n))), if n > 0 => a.get(),
            b = Later(noisy("b", call("b", n))) => b.get() + 1,
            _ = Later(noisy("c", call("c", n))) => 2,
        }
    }

    pub async fn temporaries_that_are_extended(n: u64) -> u64 {
        let got = tokio::select! {
            biased;
            a = &mut Box::pin(after(n, "a")) => a.get(),
            b = &mut Box::pin(after(noisy("t", 1).get(), "b")) => b.get() + number(n).await,
        };
        let more = futures::select_biased! {
            a = &mut Box::pin(after(n, "c").fuse()) => a.get(),
            b = &mut Box::pin(after(noisy("u", 1).get(), "d").fuse()) => b.get() + number(n).await,
        };
        got + more
    }

    pub async fn locals_that_move_in(n: u64) -> u64 {
        let (a, b, kept) = (after(n, "a"), after(1, "b"), noisy("kept", n));
        tokio::select! {
            biased;
            a = a => a.get() + kept.get(),
            b = b => b.get() + consume(kept),
        }
    }

    pub async fn in_a_loop(n: u64) -> u64 {
        let mut first = Box::pin(after(2, "first"));
        let (mut sum, mut is_done) = (0, false);
        let mut a = noisy("a", n);
        while sum < 6 {
            tokio::select! {
                biased;
                done = &mut first, if !is_done => {
                    sum += done.get();
                    is_done = true;
                    continue;
                }
                got = a.add(1).touch() => sum += got + 1,
            }
            if sum == n + 4 {
                break;
            }
            pause(1).await;
        }
        sum + a.get()
    }

    pub async fn inside_of_another(n: u64) -> u64 {
        tokio::select! {
            biased;
            a = after(2, "a") => tokio::select! {
                biased;
                Some(b) = perhaps(n, "b", n == 1) => b.get() + a.get(),
                c = after(1, "c") => consume(a) + c.get(),
                else => 9,
            },
            b = async {
                let (x, y) = tokio::join!(after(n, "x"), after(0, "y"));
                tokio::select! { biased; z = after(x.get(), "z") => z.get() + y.get(), y = after(1, "w") => y.get() }
            } => b,
        }
    }

    pub async fn of_futures(n: u64) -> u64 {
        let before = noisy("before", n);
        let got = futures::select_biased! {
            a = after(2, "a").fuse() => a.get() + before.get(),
            b = after(n, "b").fuse() => b.get() + number(7).await,
            c = after(noisy("t", 3).get(), "c").fuse() => call("c", c.get()),
        };
        pause(1).await;
        got + before.get()
    }

    pub async fn of_futures_by_name(n: u64) -> u64 {
        let (mut a, mut b) = (Box::pin(after(2, "a").fuse()), Box::pin(after(n, "b").fuse()));
        let mut sum = 0;
        loop {
            futures::select_biased! {
                x = a => sum += x.get() + 1,
                y = b => sum += y.get() + number(2).await,
                z = after(1, "z").fuse() => sum += z.get() + 10,
                complete => break,
            }
            if sum > 30 {
                break;
            }
        }
        futures::select_biased! {
            _ = a => sum,
            _ = after(n, "w").fuse() => sum + 1,
            default => number(sum).await,
        }
    }

    pub async fn patterns(n: u64) -> u64 {
        let first = tokio::select! {
            biased;
            (mut a, ref b) = async { (after(n, "a").await, after(0, "b").await) }, if n != 2 => a.add(1).get() + b.get(),
            Some(0 | 2) | None = lookup(n) => 5,
            k @ Some(_) = lookup(n) => k.map_or(0, |k| k + 1),
        };
        tokio::select! { _ = after(first, "c") => first, else => 1 }
    }

    pub async fn what_operands_borrow(n: u64) -> u64 {
        let (mut x, y) = (noisy("x", n), noisy("y", 1));
        let got = tokio::select! {
            biased;
            a = read_from(&y, 1), if n > 1 => a + y.get(),
            b = async { x.bump(1).await + y.get() } => b,
        };
        got + x.get()
    }

    pub async fn in_a_tail(n: u64) -> u64 {
        let held = noisy("held", n);
        tokio::select! {
            biased;
            a = after(noisy("t", 1).get(), "a"), if noisy("u", n).get() > 0 => a.get() + noisy("v", 1).get() + held.get(),
            b = after(2, "b") => b.get(),
        }
    }

    pub async fn one_alone(n: u64) -> u64 {
        use tokio::select;
        let got = select! { a = after(n, "a") => a.get() };
        got + futures::select! { a = after(n, "b").fuse() => a.get() }
    }

    pub async fn names_that_it_could_take_for_its_own(n: u64) -> u64 {
        let (selected, joined_0, joined) = (noisy("selected", n), noisy("joined_0", 1), noisy("joined", 2));
        let (condition_0, value, selected_0) = (n > 1, n, 3);
        let (a, b) = futures::join!(number(1), read_from(&joined_0, 1));
        let (c, d) = tokio::join!(number(2), read_from(&joined, 1));
        let got = tokio::select! {
            biased;
            Some(branch_0) = lookup(value), if condition_0 => branch_0 + selected.get(),
            cx = read_from(&selected, selected_0), if !condition_0 => cx + value,
            branches = number(7) => branches + selected.get(),
        };
        let more = futures::select_biased! {
            branch_1 = read_from(&selected, selected_0).boxed().fuse() => branch_1 + value,
            selected_1 = number(selected_0).boxed().fuse() => selected_1,
        };
        got + more + a + b + c + d
    }

    pub async fn nine(n: u64) -> u64 {
        tokio::select! {
            biased;
            a = number(n), if n > 1 => a,
            Some(b) = lookup(n) => b + 1,
            c = number(1), if n > 2 => c,
            d = number(2), if n > 2 => d,
            e = number(3), if n > 2 => e,
            f = number(4), if n > 2 => f,
            g = number(5), if n > 2 => g,
            h = number(6), if n > 2 => h,
            i = number(7) => i + number(n).await,
        }
    }
}

cases! {
    the_first_that_is_ready [0, 1, 2, 3] |n| the_first_that_is_ready(n);
    none_that_does_not_match_is_polled_again [0, 1, 2, 3] |n| none_that_does_not_match_is_polled_again(n);
    nothing_is_left [0, 1, 2] |n| nothing_is_left(n);
    conditions_come_first [0, 1, 2] |n| conditions_come_first(n);
    what_becomes_a_future [0, 1] |n| what_becomes_a_future(n);
    temporaries_that_are_extended [0, 1, 2] |n| temporaries_that_are_extended(n);
    locals_that_move_in [0, 1, 2] |n| locals_that_move_in(n);
    in_a_loop [0, 1, 2] |n| in_a_loop(n);
    inside_of_another [0, 1, 2, 3] |n| inside_of_another(n);
    of_futures [0, 1, 2, 3] |n| of_futures(n);
    of_futures_by_name [0, 1, 2, 3] |n| of_futures_by_name(n);
    patterns [0, 1, 2, 3] |n| patterns(n);
    what_operands_borrow [0, 1, 2] |n| what_operands_borrow(n);
    in_a_tail [0, 1, 2] |n| in_a_tail(n);
    one_alone [0, 1, 2] |n| one_alone(n);
    names_that_it_could_take_for_its_own [0, 1, 2] |n| names_that_it_could_take_for_its_own(n);
    nine [0, 1, 2, 3] |n| nine(n);
}

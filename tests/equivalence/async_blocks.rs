//! `machine!`: `async` blocks, and what they capture.
use crate::harness::*;

/// Functions in both forms, in which `block!` is nothing in the one, and `machine!` in the other.
macro_rules! with_blocks {
    ($($function:item)*) => {
        pub mod native {
            use super::*;
            #[allow(unused_macros)]
            macro_rules! block { ($block:expr) => { $block }; }
            $($function)*
        }
        pub mod manual {
            use super::*;
            use manual_async::machine as block;
            $($function)*
        }
    };
}

pub struct Pair {
    pub left: Noisy,
    pub right: Noisy,
}

impl Pair {
    fn new(n: u64) -> Self {
        Pair { left: noisy("left", n), right: noisy("right", n + 1) }
    }
}

with_blocks! {
    pub fn locals_that_macros_declare(n: u64) -> impl Future<Output = u64> {
        block! { async move {
            tokio::pin! {
                let a = later("a", 1, noisy("a", n));
                let b = later("b", 2, noisy("b", n));
            }
            let first = (&mut a).await;
            if n > 0 {
                let c = later("c", 1, noisy("c", n));
                tokio::pin!(c);
                return (&mut c).await.get();
            }
            (&mut b).await.get() + first.get()
        } }
    }

    pub fn no_captures(_: u64) -> impl Future<Output = u64> {
        block! { async {
            let a = noisy("a", 1);
            pause(1).await;
            a.get()
        } }
    }

    pub fn captured_in_order(n: u64) -> impl Future<Output = u64> {
        let (a, b, c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        call("made", 0);
        block! { async move {
            let d = noisy("d", n);
            let sum = c.get() + a.get();
            pause(1).await;
            sum + b.get() + d.get()
        } }
    }

    pub fn moved_in_one_branch(n: u64) -> impl Future<Output = u64> {
        let (a, b, c) = (noisy("a", n), noisy("b", n), noisy("c", n));
        block! { async move {
            if n > 0 {
                drop(b);
            }
            pause(n).await;
            let inner = a;
            number(1).await + inner.get() + c.get()
        } }
    }

    pub fn borrowed_across(n: u64) -> impl Future<Output = u64> {
        let mut list = vec![noisy("first", n)];
        let text = String::from("text");
        block! { async move {
            let last = &mut list;
            pause(1).await;
            last.push(noisy("second", n));
            let reader = &text;
            pause(1).await;
            call("length", reader.len() as u64);
            list.iter().map(|item| item.get()).sum()
        } }
    }

    pub fn never_awaits(n: u64) -> impl Future<Output = Noisy> {
        let a = noisy("a", n);
        block! { async move { a } }
    }

    pub fn question_mark(n: u64) -> impl Future<Output = Result<u64, Failure>> {
        let a = noisy("a", n);
        block! { async move {
            let b = fetch("b", n).await;
            let got = attempt(n).await?;
            if n == 1 {
                return Err(Failure { why: String::from("one"), witness: a });
            }
            pause(1).await;
            Ok::<_, Failure>(a.get() + b.get() + got)
        } }
    }

    pub fn question_mark_on_option(n: u64) -> impl Future<Output = Option<u64>> {
        let a = noisy("a", n);
        block! { async move {
            let got = n.checked_sub(1)?;
            pause(got).await;
            Some(a.get() + got)
        } }
    }

    pub fn through_a_reference<'a>(pair: &'a Pair, n: u64) -> impl Future<Output = u64> + 'a {
        block! { async move {
            let left = pair.left.touch().await;
            pause(n).await;
            left + pair.right.get()
        } }
    }

    pub fn changed_through_a_reference<'a>(pair: &'a mut Pair, n: u64) -> impl Future<Output = u64> + 'a {
        block! { async move {
            let left = &mut pair.left;
            pause(n).await;
            *left = noisy("new", n);
            pair.right = noisy("newer", n);
            pause(1).await;
            pair.left.get() + pair.right.get()
        } }
    }

    pub fn through_a_box(n: u64) -> impl Future<Output = u64> {
        let pair = Box::new(Pair::new(n));
        block! { async move {
            let left = pair.left.touch().await;
            left + pair.right.get()
        } }
    }

    pub fn all_parts_of_a_struct(n: u64) -> impl Future<Output = u64> {
        let pair = Pair::new(n);
        block! { async move {
            let left = pair.left.touch().await;
            left + pair.right.get()
        } }
    }

    pub fn called_locals(n: u64) -> impl Future<Output = u64> {
        let a = noisy("a", n);
        let by_reference = move |more: u64| a.get() + more;
        block! { async move {
            let first = (by_reference)(1);
            pause(n).await;
            first + (by_reference)(2)
        } }
    }

    pub fn closures_inside(n: u64) -> impl Future<Output = u64> {
        let (a, b) = (noisy("a", n), noisy("b", n));
        block! { async move {
            let sum = |more: u64| a.get() + more;
            let first = sum(1);
            pause(n).await;
            let last = move || b.get();
            pause(1).await;
            first + last()
        } }
    }

    pub fn shadowed(n: u64) -> impl Future<Output = u64> {
        let a = noisy("a", n);
        block! { async move {
            let a = noisy("inner", a.get());
            pause(1).await;
            for n in 0..n {
                pause(n).await;
            }
            a.get() + n
        } }
    }

    pub fn in_formats(n: u64) -> impl Future<Output = String> {
        let (a, b) = (noisy("a", n), n + 3);
        block! { async move {
            say!("starts with {a} and {b}");
            pause(1).await;
            format!("{a} {} {more}", b, more = n + 1)
        } }
    }

    pub fn items_inside(n: u64) -> impl Future<Output = u64> {
        let a = noisy("a", n);
        block! { async move {
            const EXTRA: u64 = 2;
            fn double(n: u64) -> u64 { n * 2 }
            use std::convert::identity as same;
            let numbers: Vec<u64> = (0..n).map(double).map(same).collect();
            pause(1).await;
            a.get() + EXTRA + numbers.len() as u64
        } }
    }

    pub fn never_returns(n: u64) -> impl Future<Output = ()> {
        let a = noisy("a", n);
        block! { async move {
            loop {
                a.touch().await;
                if n == 0 {
                    call("out", panic_now());
                }
                pause(1).await;
                if a.get() > 100 {
                    break;
                }
                call("stop", panic_now());
            }
        } }
    }

    pub fn one_inside_another(n: u64) -> impl Future<Output = u64> {
        let (a, b) = (noisy("a", n), noisy("b", n));
        block! { async move {
            let inner = async move {
                pause(1).await;
                b.get()
            };
            a.touch().await + inner.await
        } }
    }

    pub fn conditions_inside(n: u64) -> impl Future<Output = u64> {
        let (a, b) = (noisy("a", n), noisy("b", n));
        block! { async move {
            #[cfg(any())]
            drop(b);
            #[cfg(all())]
            let a = b;
            pause(n).await;
            a.get()
        } }
    }

    pub fn generic<'a, T: AsRef<Noisy> + 'a, const N: u64>(value: T, other: &'a T) -> impl Future<Output = u64> {
        block! { async move {
            let borrowed = value.as_ref();
            pause(N).await;
            borrowed.get() + other.as_ref().touch().await + N
        } }
    }

    pub fn in_a_loop(n: u64) -> impl Future<Output = Vec<u64>> {
        let mut futures = Vec::new();
        for i in 0..n {
            let a = noisy("a", i);
            futures.push(block! { async move {
                pause(i).await;
                a.get() + n
            } });
        }
        block! { async move {
            let mut all = Vec::new();
            for future in futures {
                all.push(future.await);
            }
            all
        } }
    }

    pub fn that_change_what_they_capture(n: u64) -> impl Future<Output = u64> {
        let mut count = n;
        block! { async move { count.max({ count += 3; number(1).await }) + count } }
    }

    pub fn early_returns(n: u64) -> impl Future<Output = Option<Noisy>> {
        let (a, b) = (noisy("a", n), noisy("b", n));
        block! { async move {
            if n == 0 {
                return None;
            }
            let first = { a };
            pause(1).await;
            if n == 1 {
                return Some(first);
            };
            return Some(b);
        } }
    }

    pub fn boxed(n: u64) -> std::pin::Pin<Box<dyn Future<Output = u64> + Send>> {
        let a = noisy("a", n);
        Box::pin(block! { async move {
            let rest = if n > 0 { boxed(n - 1).await } else { 0 };
            a.get() + rest
        } })
    }
}

fn panic_now() -> u64 {
    panic!("stopped")
}

cases! {
    no_captures [0] |n| no_captures(n);
    locals_that_macros_declare [0, 1] |n| locals_that_macros_declare(n);
    captured_in_order [0, 1] |n| captured_in_order(n);
    moved_in_one_branch [0, 1] |n| moved_in_one_branch(n);
    borrowed_across [0, 1] |n| borrowed_across(n);
    never_awaits [1] |n| never_awaits(n);
    question_mark [0, 1, 2, 3] |n| question_mark(n);
    question_mark_on_option [0, 1, 2] |n| question_mark_on_option(n);
    through_a_reference [0, 1] |n| through_a_reference(&Pair::new(n), n);
    changed_through_a_reference [0, 1] |n| changed_through_a_reference(&mut Pair::new(n), n);
    through_a_box [0, 1] |n| through_a_box(n);
    all_parts_of_a_struct [0, 1] |n| all_parts_of_a_struct(n);
    called_locals [0, 1] |n| called_locals(n);
    closures_inside [0, 1] |n| closures_inside(n);
    shadowed [0, 2] |n| shadowed(n);
    in_formats [0, 1] |n| in_formats(n);
    items_inside [0, 2] |n| items_inside(n);
    never_returns [0, 1] |n| never_returns(n);
    one_inside_another [0, 1] |n| one_inside_another(n);
    conditions_inside [0, 1] |n| conditions_inside(n);
    generic [0, 1] |n| generic::<_, 2>(noisy("a", n), &noisy("b", n));
    in_a_loop [0, 2] |n| in_a_loop(n);
    that_change_what_they_capture [0, 1] |n| that_change_what_they_capture(n);
    early_returns [0, 1, 2] |n| early_returns(n);
    boxed [0, 2] |n| boxed(n);
}

/// Blocks inside functions that are rewritten themselves.
pub mod inside_functions {
    use crate::harness::*;

    macro_rules! forms {
        ($($module:ident [$($attribute:tt)*] $block:item)*) => {$(
            pub mod $module {
                use super::*;
                #[allow(unused_imports, unused_macros)]
                $block

                $($attribute)*
                pub async fn taken_inside(n: u64) -> u64 {
                    let (b, a) = (noisy("b", n), noisy("a", n));
                    pause(1).await;
                    let inner = block! { async move {
                        pause(n).await;
                        a.get()
                    } };
                    let first = inner.await;
                    first + b.get()
                }

                $($attribute)*
                pub async fn borrowed_inside(n: u64) -> u64 {
                    let (a, mut count) = (noisy("a", n), 1);
                    pause(1).await;
                    let first = block! { async {
                        count += a.touch().await;
                        pause(n).await;
                        a.get()
                    } }.await;
                    first + a.get() + count
                }
            }
        )*};
    }

    forms! {
        native [] macro_rules! block { ($block:expr) => { $block }; }
        manual [#[manual_async::manual_async]] use manual_async::machine as block;
    }

    cases! {
        taken_inside [0, 1] |n| taken_inside(n);
        borrowed_inside [0, 1] |n| borrowed_inside(n);
    }
}

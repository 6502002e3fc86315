//! The page about deviations: each entry about behaviour has a case here that shows it, and one with the way out that the page
//! names, which is equal. What does not differ any more has to leave the page.
use crate::harness::*;

// A condition that always holds makes these macros like those of another package: their definitions are not looked at.

#[cfg_attr(test, cfg(test))]
macro_rules! check {
    ($ready:expr, $value:expr) => {
        if $ready { $value } else { 0 }
    };
}

#[cfg_attr(test, cfg(test))]
macro_rules! last_first {
    ($first:expr, $last:expr) => {{
        let last = $last;
        call("both", $first) + last
    }};
}

/// Nobody's but ours, and called like one that is known.
#[cfg_attr(test, cfg(test))]
macro_rules! vec {
    ($first:expr, $last:expr) => {{
        event(format_args!("ours"));
        call("first", $first) + call("last", $last)
    }};
}

/// Only looks at what it is given.
#[cfg_attr(test, cfg(test))]
macro_rules! ready {
    ($value:expr) => {
        match &$value {
            value => value.get(),
        }
    };
}

/// Keeps what it is given, under a name that nobody else knows.
#[cfg_attr(test, cfg(test))]
macro_rules! keep {
    ($value:expr) => {
        let _kept = $value;
    };
}

fn apply(value: u64, change: impl FnOnce(u64) -> u64) -> u64 {
    change(value)
}

functions! {
    pub async fn an_argument_leaves_something(n: u64) -> u64 {
        let sum = &noisy("x", n).add(apply(fetch("argument", n).await.value, |value| value + 1)).get();
        pause(1).await;
        *sum
    }

    pub async fn an_argument_has_a_name(n: u64) -> u64 {
        let argument = fetch("argument", n).await;
        let sum = noisy("x", n).add(apply(argument.value, |value| value + 1)).get();
        pause(1).await;
        sum
    }

    pub async fn a_macro_keeps_a_local(n: u64) -> u64 {
        keep!(noisy("kept", n));
        pause(1).await;
        call("behind", n)
    }

    pub async fn a_local_is_kept(n: u64) -> u64 {
        let _kept = noisy("kept", n);
        pause(1).await;
        call("behind", n)
    }

    pub async fn an_argument_is_left_out(n: u64) -> u64 {
        check!(n > 1, number(n).await)
    }

    pub async fn an_argument_is_left_out_by_an_if(n: u64) -> u64 {
        if n > 1 {
            let value = number(n).await;
            check!(true, value)
        } else {
            0
        }
    }

    pub async fn arguments_are_evaluated_in_another_order(n: u64) -> u64 {
        last_first!(call("first", number(n).await), call("last", number(1).await))
    }

    pub async fn arguments_are_evaluated_before(n: u64) -> u64 {
        let last = call("last", number(1).await);
        let first = call("first", number(n).await);
        last_first!(first, last)
    }

    pub async fn a_macro_has_a_known_name(n: u64) -> u64 {
        vec!(n, number(1).await)
    }

    pub async fn a_macro_only_looks(n: u64) -> u64 {
        let looked_at = noisy("looked at", n);
        let behind = noisy("behind", n);
        pause(1).await;
        let got = ready!(looked_at);
        pause(1).await;
        got + behind.get()
    }

    pub async fn a_macro_is_given_a_reference(n: u64) -> u64 {
        let looked_at = noisy("looked at", n);
        let behind = noisy("behind", n);
        pause(1).await;
        let got = ready!(&looked_at);
        pause(1).await;
        got + behind.get()
    }

    pub async fn an_element_gets_an_argument(n: u64) -> u64 {
        let mut table = Table::new("table", [noisy("a", n), noisy("b", n), noisy("c", n)]);
        pause(1).await;
        table[1].add(number(2).await).get()
    }

    pub async fn an_element_is_borrowed_before(n: u64) -> u64 {
        let mut table = Table::new("table", [noisy("a", n), noisy("b", n), noisy("c", n)]);
        pause(1).await;
        let item = &mut table[1];
        item.add(number(2).await).get()
    }

    pub async fn a_receiver_waits(n: u64) -> u64 {
        let receiver = noisy("receiver", n);
        let behind = noisy("behind", n);
        let joined = receiver.into_renamed(if number(1).await > 0 { "renamed" } else { "other" });
        joined.get() + behind.get()
    }

    pub async fn a_receiver_does_not_wait(n: u64) -> u64 {
        let receiver = noisy("receiver", n);
        let behind = noisy("behind", n);
        let name = if number(1).await > 0 { "renamed" } else { "other" };
        receiver.into_renamed(name).get() + behind.get()
    }
}

pub mod through_a_pointer {
    use crate::harness::*;
    use std::ops::{Deref, DerefMut};

    methods! {
        given {
            pub struct Inner {
                total: Sum,
            }

            /// Finds its fields behind a pointer that says when it is followed.
            pub struct Outer(pub Inner);

            impl Deref for Outer {
                type Target = Inner;
                fn deref(&self) -> &Inner {
                    &self.0
                }
            }

            impl DerefMut for Outer {
                fn deref_mut(&mut self) -> &mut Inner {
                    call("deref_mut", 0);
                    &mut self.0
                }
            }

            pub fn outer() -> Outer {
                Outer(Inner { total: Sum(1) })
            }
        }

        impl [Outer] {
            pub async fn adds(&mut self, n: u64) -> u64 {
                self.total += number(n).await;
                self.total.0
            }

            pub async fn adds_to_what_was_found(&mut self, n: u64) -> u64 {
                let total = &mut self.total;
                *total += number(n).await;
                total.0
            }
        }
    }

    cases! {
        adds_to_what_was_found [1] |n| outer().adds_to_what_was_found(n);
    }

    pub static DIFFERS: Case = case!(adds, [1], |n| outer().adds(n));
}

pub mod like_a_number {
    use crate::harness::*;

    #[allow(dead_code, non_camel_case_types)]
    pub struct u8(Noisy);

    pub type Own = u8;

    pub fn own(n: u64) -> Own {
        u8(noisy("own", n))
    }

    functions! {
        pub async fn a_type_is_called_like_a_number(n: u64) -> u64 {
            let _own: u8 = own(n);
            pause(1).await;
            call("behind", n)
        }

        pub async fn a_type_has_another_name(n: u64) -> u64 {
            let _own: Own = own(n);
            pause(1).await;
            call("behind", n)
        }
    }

    cases! {
        a_type_has_another_name [1] |n| a_type_has_another_name(n);
    }

    pub static DIFFERS: Case = case!(a_type_is_called_like_a_number, [1], |n| a_type_is_called_like_a_number(n));
}

pub mod with_a_destructor {
    use crate::harness::*;

    /// Nothing can be moved out of it.
    pub struct Ticket(u64);

    impl Drop for Ticket {
        fn drop(&mut self) {
            call("ticket", self.0);
        }
    }

    functions! {
        pub async fn all_that_is_in_it_is_copied(n: u64) -> u64 {
            let ticket = Ticket(n);
            pause(1).await;
            let Ticket(number) = ticket;
            call("behind", number)
        }

        pub async fn it_is_only_looked_at(n: u64) -> u64 {
            let ticket = Ticket(n);
            pause(1).await;
            let Ticket(number) = &ticket;
            call("behind", *number)
        }
    }

    cases! {
        it_is_only_looked_at [1] |n| it_is_only_looked_at(n);
    }

    pub static DIFFERS: Case = case!(all_that_is_in_it_is_copied, [1], |n| all_that_is_in_it_is_copied(n));
}

pub mod of_an_unknown_macro {
    use crate::harness::*;

    pub fn pair(first: Noisy, second: u64) -> u64 {
        first.get() + second
    }

    #[cfg_attr(test, cfg(test))]
    macro_rules! both {
        ($first:expr, $second:expr) => {
            pair($first, $second)
        };
    }

    functions! {
        pub async fn an_argument_waits(n: u64) -> u64 {
            let got = both!(noisy("first", n), read_from(&noisy("temporary", 1), n).await);
            pause(1).await;
            got
        }

        pub async fn an_argument_does_not_wait(n: u64) -> u64 {
            let second = read_from(&noisy("temporary", 1), n).await;
            let got = both!(noisy("first", n), second);
            pause(1).await;
            got
        }
    }

    cases! {
        an_argument_does_not_wait [1] |n| an_argument_does_not_wait(n);
    }

    pub static DIFFERS: Case = case!(an_argument_waits, [1], |n| an_argument_waits(n));
}

pub mod that_log {
    use crate::harness::*;
    use tracing::{
        Event, Metadata, span,
        subscriber::{self, Interest},
    };

    /// Says that it is asked.
    pub struct Filter;

    impl tracing::Subscriber for Filter {
        fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
            Interest::sometimes()
        }

        fn enabled(&self, _: &Metadata<'_>) -> bool {
            event(format_args!("asked"));
            true
        }

        fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
            span::Id::from_u64(1)
        }

        fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

        fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

        fn event(&self, _: &Event<'_>) {}

        fn enter(&self, _: &span::Id) {}

        fn exit(&self, _: &span::Id) {}
    }

    functions! {
        pub async fn asked_twice(n: u64) -> u64 {
            let _listens = subscriber::set_default(Filter);
            tracing::info!(value = number(n).await);
            n
        }

        pub async fn asked_once(n: u64) -> u64 {
            let _listens = subscriber::set_default(Filter);
            let value = number(n).await;
            tracing::info!(value);
            n
        }
    }

    cases! {
        asked_once [1] |n| asked_once(n);
    }

    pub static DIFFERS: Case = case!(asked_twice, [1], |n| asked_twice(n));
}

pub mod in_select {
    use crate::harness::*;
    use futures::future::{FusedFuture, FutureExt};
    use prelude::*;

    /// No `use` in this file says that the macro is that of futures.
    mod prelude {
        pub use futures::*;
    }

    pub fn fused(n: u64) -> impl FusedFuture<Output = u64> + Unpin {
        let kept = noisy("kept", n);
        Box::pin(async move {
            pause(1).await;
            kept.get()
        })
        .fuse()
    }

    functions! {
        pub async fn a_name_alone(n: u64) -> u64 {
            let mut first = fused(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let got = select! { got = first => got };
            pause(1).await;
            got + behind.get()
        }

        pub async fn a_name_that_a_use_explains(n: u64) -> u64 {
            use futures::select_biased;
            let mut first = fused(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let got = select_biased! { got = first => got };
            pause(1).await;
            got + behind.get()
        }

        pub async fn a_name_that_is_borrowed(n: u64) -> u64 {
            let mut first = fused(n);
            let behind = noisy("behind", n);
            pause(1).await;
            let got = select! { got = &mut first => got };
            pause(1).await;
            got + behind.get()
        }
    }

    cases! {
        a_name_that_a_use_explains [1] |n| a_name_that_a_use_explains(n);
        a_name_that_is_borrowed [1] |n| a_name_that_is_borrowed(n);
    }

    pub static DIFFERS: Case = case!(a_name_alone, [1], |n| a_name_alone(n));
}

pub mod of_closures_without_names {
    use crate::harness::*;

    fn adder(to: Noisy) -> impl Fn(u64) -> u64 {
        move |more| call("added", to.get() + more)
    }

    functions! {
        pub async fn called_in_an_operand(n: u64) -> u64 {
            number(adder(noisy("held", n))(1)).await
        }

        pub async fn called_by_a_name(n: u64) -> u64 {
            let add = adder(noisy("held", n));
            number(add(1)).await
        }
    }

    cases! {
        called_by_a_name [1] |n| called_by_a_name(n);
    }

    pub static DIFFERS: Case = case!(called_in_an_operand, [1], |n| called_in_an_operand(n));
}

pub mod of_numbers {
    use crate::harness::*;

    /// Can be compared with its number.
    pub struct Numbered(Noisy);

    impl PartialEq<u64> for Numbered {
        fn eq(&self, number: &u64) -> bool {
            self.0.get() == *number
        }
    }

    functions! {
        pub async fn compared_in_an_operand(n: u64) -> bool {
            flag(Numbered(noisy("numbered", n)) == 1).await
        }

        pub async fn compared_by_a_name(n: u64) -> bool {
            let numbered = Numbered(noisy("numbered", n));
            flag(numbered == 1).await & flag(numbered == n).await
        }
    }

    cases! {
        compared_by_a_name [1] |n| compared_by_a_name(n);
    }

    pub static DIFFERS: Case = case!(compared_in_an_operand, [1], |n| compared_in_an_operand(n));
}

pub mod of_arrays {
    use crate::harness::*;

    functions! {
        pub async fn all_elements(n: u64) -> u64 {
            let list = [noisy("a", n), noisy("b", n)];
            let behind = noisy("behind", n);
            pause(1).await;
            let [a, b] = list;
            pause(1).await;
            a.get() + b.get()
        }

        pub async fn all_elements_and_perhaps_more(n: u64) -> u64 {
            let list = [noisy("a", n), noisy("b", n)];
            let behind = noisy("behind", n);
            pause(1).await;
            let [a, b, ..] = list;
            pause(1).await;
            a.get() + b.get()
        }
    }

    cases! {
        all_elements_and_perhaps_more [1] |n| all_elements_and_perhaps_more(n);
    }

    pub static DIFFERS: Case = case!(all_elements, [1], |n| all_elements(n));
}

pub mod fields_in_another_order {
    use crate::harness::*;

    functions! {
        pub async fn named_in_another_order(n: u64) -> u64 {
            let pair = halves(n);
            pause(1).await;
            let block = async move { pair.right.get() + pair.left.get() };
            pause(1).await;
            block.await
        }

        pub async fn the_first_is_named_first(n: u64) -> u64 {
            let pair = halves(n);
            pause(1).await;
            let block = async move {
                let _ = &pair.left;
                pair.right.get() + pair.left.get()
            };
            pause(1).await;
            block.await
        }
    }

    cases! {
        the_first_is_named_first [1] |n| the_first_is_named_first(n);
    }

    pub static DIFFERS: Case = case!(named_in_another_order, [1], |n| named_in_another_order(n));
}

pub mod many_patterns {
    use crate::harness::*;

    macro_rules! many {
        ($($number:literal)*) => {
            functions! {
                pub async fn behind_many(n: u64) -> u64 {
                    let triple = (noisy("left", n), n, noisy("right", n));
                    let behind = noisy("behind", n);
                    pause(1).await;
                    $(if let (left, $number, _) = triple {
                        pause(1).await;
                        return left.get();
                    })*
                    n
                }

                pub async fn bound_behind_many(n: u64) -> u64 {
                    let triple = (noisy("left", n), n, noisy("right", n));
                    let behind = noisy("behind", n);
                    pause(1).await;
                    $(if let (left, $number, _right) = triple {
                        pause(1).await;
                        return left.get();
                    })*
                    n
                }
            }
        };
    }

    many!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40
        41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63);

    cases! {
        bound_behind_many [1, 63] |n| bound_behind_many(n);
    }

    pub static DIFFERS: Case = case!(behind_many, [63], |n| behind_many(n));
}

pub mod ways_out {
    use super::*;

    cases! {
        a_local_is_kept [0, 2] |n| a_local_is_kept(n);
        an_argument_is_left_out_by_an_if [0, 2] |n| an_argument_is_left_out_by_an_if(n);
        arguments_are_evaluated_before [1] |n| arguments_are_evaluated_before(n);
        a_macro_is_given_a_reference [1] |n| a_macro_is_given_a_reference(n);
        an_element_is_borrowed_before [1] |n| an_element_is_borrowed_before(n);
        an_argument_has_a_name [1] |n| an_argument_has_a_name(n);
        a_receiver_does_not_wait [1] |n| a_receiver_does_not_wait(n);
    }
}

/// How an entry of the page begins, and what shows it.
static DIFFERENT: &[(&str, Case)] = &[
    (
        "A macro that leaves an awaited argument out",
        case!(an_argument_is_left_out, [0], |n| an_argument_is_left_out(n)),
    ),
    (
        "A macro that leaves an awaited argument out",
        case!(arguments_in_another_order, [1], |n| arguments_are_evaluated_in_another_order(n)),
    ),
    ("A macro that declares a local", case!(a_macro_keeps_a_local, [1], |n| a_macro_keeps_a_local(n))),
    ("A macro that is called like one", case!(a_macro_has_a_known_name, [1], |n| a_macro_has_a_known_name(n))),
    ("`ready!`", case!(a_macro_only_looks, [1], |n| a_macro_only_looks(n))),
    ("`list[i].m(value().await)`", case!(an_element_gets_an_argument, [1], |n| an_element_gets_an_argument(n))),
    (
        "`x().m(g(f().await.part, || ..)).n()`",
        case!(an_argument_leaves_something, [1], |n| an_argument_leaves_something(n)),
    ),
    ("`x.m(value().await)`", case!(a_receiver_waits, [1], |n| a_receiver_waits(n))),
];

fn differs(case: &Case) -> bool {
    let all = case.inputs.iter().flat_map(|input| [(*input, Panics::InCalls), (*input, Panics::InDropsToo)]);
    all.into_iter().any(|(input, panics)| case.check_input(input, panics).is_err())
}

#[test]
fn each_entry_is_one() {
    let page = include_str!("../../src/deviations.md");
    let others = [
        ("`self.field += value().await`", &through_a_pointer::DIFFERS),
        ("A type that is called like a number", &like_a_number::DIFFERS),
        ("A pattern that only copies", &with_a_destructor::DIFFERS),
        ("Arguments of macros that are not known", &of_an_unknown_macro::DIFFERS),
        ("Temporaries that are made before an await", &crate::macro_arguments::DIFFERS),
        ("Macros that log", &that_log::DIFFERS),
        ("A branch of `select!` that is a local's name alone", &in_select::DIFFERS),
        ("A closure without a name that is called", &of_closures_without_names::DIFFERS),
        ("A value that is compared with a number", &of_numbers::DIFFERS),
        ("An array of which a pattern takes all elements", &of_arrays::DIFFERS),
        ("A closure or block that captures fields of a local", &fields_in_another_order::DIFFERS),
        ("Patterns behind the 62nd", &many_patterns::DIFFERS),
    ];
    let listed = DIFFERENT.iter().chain(&crate::read_late::DIFFERENT).map(|(entry, case)| (*entry, case));
    for (entry, case) in listed.chain(others) {
        assert!(page.contains(&format!("- **{entry}")), "{entry} is not on the page");
        assert!(differs(case), "{} does not differ any more: the page is wrong", case.name);
    }
}

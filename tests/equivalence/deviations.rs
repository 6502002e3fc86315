//! The page about deviations: each entry about behaviour has a case here that shows it, and one with the way out that the page
//! names, which is equal. What does not differ any more has to leave the page.
pub mod drops;
pub mod macros;

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

    #[allow(unreachable_code)]
    pub async fn a_method_is_never_called(n: u64) -> u64 {
        let receiver = noisy("receiver", n);
        let behind = noisy("behind", n);
        receiver.summed(return number(1).await)
    }

    pub async fn a_return_stands_alone(n: u64) -> u64 {
        let receiver = noisy("receiver", n);
        let behind = noisy("behind", n);
        return number(1).await;
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

pub mod ways_out {
    use super::*;

    cases! {
        a_local_is_kept [0, 2] |n| a_local_is_kept(n);
        an_argument_is_left_out_by_an_if [0, 2] |n| an_argument_is_left_out_by_an_if(n);
        arguments_are_evaluated_before [1] |n| arguments_are_evaluated_before(n);
        a_macro_is_given_a_reference [1] |n| a_macro_is_given_a_reference(n);
        an_element_is_borrowed_before [1] |n| an_element_is_borrowed_before(n);
        an_argument_has_a_name [1] |n| an_argument_has_a_name(n);
        a_return_stands_alone [1] |n| a_return_stands_alone(n);
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
    ("`x.m(return value().await)`", case!(a_method_is_never_called, [1], |n| a_method_is_never_called(n))),
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
        ("A type that is called like a number", &drops::like_a_number::DIFFERS),
        ("A pattern that only copies", &drops::with_a_destructor::DIFFERS),
        ("Arguments of macros that are not known", &macros::of_an_unknown_macro::DIFFERS),
        ("Temporaries that are made before an await", &crate::macro_arguments::DIFFERS),
        ("`doc!`, `bson!`, `rawdoc!` and `rawbson!`", &macros::of_documents::DIFFERS),
        ("Macros that log", &macros::that_log::DIFFERS),
        ("A branch of `select!` that is a local's name alone", &macros::in_select::DIFFERS),
        ("A closure without a name that is called", &drops::of_closures_without_names::DIFFERS),
        ("A value that is compared with a number", &drops::of_numbers::DIFFERS),
        ("An array of which a pattern takes elements", &drops::of_arrays::DIFFERS),
        ("A closure or block that captures fields of a local", &drops::fields_in_another_order::DIFFERS),
        ("`S { size: 1, ..Default::default() }`", &drops::of_defaults::DIFFERS),
        ("Patterns behind the 62nd", &drops::many_patterns::DIFFERS),
    ];
    let listed = DIFFERENT.iter().chain(&crate::read_late::DIFFERENT).map(|(entry, case)| (*entry, case));
    for (entry, case) in listed.chain(others) {
        assert!(page.contains(&format!("- **{entry}")), "{entry} is not on the page");
        assert!(differs(case), "{} does not differ any more: the page is wrong", case.name);
    }
}

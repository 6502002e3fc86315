//! Of the page about deviations: the order and the time of drops.

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

pub mod of_defaults {
    use crate::harness::*;

    pub struct Steps {
        count: u64,
        by: u64,
    }

    impl Default for Steps {
        fn default() -> Self {
            Steps { count: 2, by: 1 }
        }
    }

    impl Drop for Steps {
        fn drop(&mut self) {
            call("dropped, by", self.by);
        }
    }

    async fn walked(steps: Steps) -> u64 {
        number(steps.count * steps.by).await
    }

    functions! {
        pub async fn left_of_a_default(n: u64) -> u64 {
            walked(Steps { by: 3, ..Default::default() }).await + n
        }

        pub async fn left_of_a_local(n: u64) -> u64 {
            let steps = Steps::default();
            walked(Steps { by: 3, ..steps }).await + n
        }
    }

    cases! {
        left_of_a_local [1] |n| left_of_a_local(n);
    }

    pub static DIFFERS: Case = case!(left_of_a_default, [1], |n| left_of_a_default(n));
}

/// A value that has been made while a destructor panics. For the suite that is no difference, so that it is looked for here.
#[cfg(test)]
mod while_a_destructor_panics {
    use crate::harness::*;

    functions! {
        pub async fn a_future_has_lost(n: u64) -> u64 {
            let output = tokio::select! {
                biased;
                output = fetch("output", n) => output,
                other = async { let held = noisy("held", n); pause(5).await; held } => other,
            };
            output.get()
        }
    }

    #[test]
    fn the_value_is_forgotten_natively() {
        let Case { native, manual, .. } = case!(a_future_has_lost, [2], |n| a_future_has_lost(n));
        let page = include_str!("../../../src/deviations.md");
        assert!(page.contains("- **A destructor that panics where a value has just been made**"));
        let runs = (1..30).map(|step| Schedule { cancel: None, fuse: Some(step), drops_burn: true });
        let differs = |run| observe(native, 2, run).log != observe(manual, 2, run).log;
        assert!(runs.into_iter().any(differs), "it does not differ any more: the page is wrong");
    }
}

//! Cases of the equivalence suite in a crate of edition 2021, where temporaries live longer than they do in 2024.
#![allow(clippy::all, unused_assignments, unused_braces, unused_mut, unused_parens, unused_unsafe, unused_variables)]
#![allow(path_statements, unused_must_use, redundant_semicolons)]

#[macro_use]
#[path = "../harness/mod.rs"]
mod harness;

#[path = "../equivalence/bound_both_ways.rs"]
mod bound_both_ways;
#[path = "../equivalence/callees.rs"]
mod callees;
#[path = "../equivalence/callees_that_wait.rs"]
mod callees_that_wait;
#[path = "../equivalence/captured_fields.rs"]
mod captured_fields;
#[path = "../equivalence/captured_references.rs"]
mod captured_references;
#[path = "../equivalence/compared_values.rs"]
mod compared_values;
#[path = "../equivalence/extended.rs"]
mod extended;
#[path = "../equivalence/fields_of_temporaries.rs"]
mod fields_of_temporaries;
#[path = "../equivalence/fields_that_wait.rs"]
mod fields_that_wait;
#[path = "../equivalence/found_in_other_crates.rs"]
mod found_in_other_crates;
#[path = "../equivalence/guards_that_panic.rs"]
mod guards_that_panic;
#[path = "../equivalence/items.rs"]
mod items;
#[path = "../equivalence/left_sides.rs"]
mod left_sides;
#[path = "../equivalence/leftovers.rs"]
mod leftovers;
#[path = "../equivalence/let_else.rs"]
mod let_else;
#[path = "../equivalence/looked_into.rs"]
mod looked_into;
#[path = "../equivalence/nested.rs"]
mod nested;
#[path = "../equivalence/operands.rs"]
mod operands;
#[path = "../equivalence/outputs_of_selects.rs"]
mod outputs_of_selects;
#[path = "../equivalence/parts_of_values.rs"]
mod parts_of_values;
#[path = "../equivalence/passed.rs"]
mod passed;
#[path = "../equivalence/pinned_operands.rs"]
mod pinned_operands;
#[path = "../equivalence/receivers_not_asked.rs"]
mod receivers_not_asked;
#[path = "../equivalence/receivers_taken_early.rs"]
mod receivers_taken_early;
#[path = "../equivalence/receivers_that_wait.rs"]
mod receivers_that_wait;
#[path = "../equivalence/receivers_without_names.rs"]
mod receivers_without_names;
#[path = "../equivalence/tails.rs"]
mod tails;
#[path = "../equivalence/tails_of_blocks.rs"]
mod tails_of_blocks;
#[path = "../equivalence/tails_that_are_loops.rs"]
mod tails_that_are_loops;
#[path = "../equivalence/temporaries.rs"]
mod temporaries;
#[path = "../equivalence/temporaries_inside.rs"]
mod temporaries_inside;
#[path = "../equivalence/thrown_away.rs"]
mod thrown_away;
#[path = "../equivalence/told_by_the_result.rs"]
mod told_by_the_result;

/// What `..f()` leaves in a tail, which outlives the locals of the block.
mod updates_in_tails {
    use crate::harness::*;

    pub struct Both {
        left: Noisy,
        #[allow(dead_code, reason = "it is there to be dropped")]
        right: Noisy,
    }

    fn both(n: &Noisy) -> Both {
        Both { left: noisy("left", n.get()), right: noisy("right", n.get()) }
    }

    functions! {
        pub async fn a_rest_in_the_tail(n: u64) -> u64 {
            let made = {
                let local = noisy("local", n);
                pause(1).await;
                Both { left: noisy("new", n), ..both(&local) }
            };
            pause(1).await;
            made.left.get()
        }

        pub async fn a_rest_that_is_no_tail(n: u64) -> u64 {
            let made = {
                let local = noisy("local", n);
                pause(1).await;
                let made = Both { left: noisy("new", n), ..both(&local) };
                made
            };
            pause(1).await;
            made.left.get()
        }
    }

    cases! {
        a_rest_in_the_tail [1] |n| a_rest_in_the_tail(n);
        a_rest_that_is_no_tail [1] |n| a_rest_that_is_no_tail(n);
    }
}

/// `ref` in a pattern that has already stepped through a reference, which edition 2024 forbids.
mod borrowed_twice {
    use crate::harness::*;

    functions! {
        pub async fn in_arms(n: u64) -> u64 {
            let mut held = Some(noisy("held", n));
            let mut sum = 0;
            for item in 0..3 {
                match (item, &mut held) {
                    (0, Some(ref mut first)) => {
                        pause(1).await;
                        sum += first.add(n).get();
                    }
                    (other, Some(next)) => {
                        pause(other).await;
                        sum += next.add(other).get();
                    }
                    (_, None) => sum += 100,
                }
                if item == n {
                    held = None;
                }
            }
            sum
        }

        pub async fn in_conditions(n: u64) -> u64 {
            let mut held = Some((noisy("left", n), noisy("right", n)));
            let mut sum = 0;
            while let Some((ref mut left, ref right)) = &mut held {
                pause(1).await;
                sum += left.add(1).get() + right.get();
                if sum > 3 {
                    held = None;
                }
            }
            let other = noisy("other", n);
            let (more, Some(ref kept)) = (number(n).await, &Some(other)) else { return sum };
            sum + more + kept.get()
        }
    }

    cases! {
        in_arms [0, 1, 5] |n| in_arms(n);
        in_conditions [0, 1] |n| in_conditions(n);
    }
}

/// What is on the page about deviations, and the ways out that it names.
mod deviations {
    use crate::harness::*;

    functions! {
        pub async fn elements_taken_at_once(n: u64) -> u64 {
            let [a, b] = [noisy("a", n), noisy("b", n)];
            if flag(n == 0).await {
                return 5;
            }
            a.get() + b.touch().await
        }
    }

    cases! {
        elements_taken_at_once [0, 1] |n| elements_taken_at_once(n);
    }
}

//! Cases of the equivalence suite in a crate of edition 2021, where temporaries live longer than they do in 2024.
#![allow(clippy::all, unused_assignments, unused_braces, unused_mut, unused_parens, unused_unsafe, unused_variables)]
#![allow(path_statements, unused_must_use, redundant_semicolons)]

#[macro_use]
#[path = "../harness/mod.rs"]
mod harness;

#[path = "../equivalence/bound_both_ways.rs"]
mod bound_both_ways;
#[path = "../equivalence/extended.rs"]
mod extended;
#[path = "../equivalence/found_in_other_crates.rs"]
mod found_in_other_crates;
#[path = "../equivalence/leftovers.rs"]
mod leftovers;
#[path = "../equivalence/let_else.rs"]
mod let_else;
#[path = "../equivalence/looked_into.rs"]
mod looked_into;
#[path = "../equivalence/operands.rs"]
mod operands;
#[path = "../equivalence/tails.rs"]
mod tails;
#[path = "../equivalence/tails_of_blocks.rs"]
mod tails_of_blocks;
#[path = "../equivalence/temporaries.rs"]
mod temporaries;
#[path = "../equivalence/temporaries_inside.rs"]
mod temporaries_inside;

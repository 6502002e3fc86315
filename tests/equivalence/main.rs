//! The native `async fn` is the oracle: every function here exists twice, as written and under `#[manual_async]`.
//!
//! One case: `cargo test --test equivalence loops::equal::labelled`. To leave a case out, comment out its line in the
//! list at the end of its file.
// The cases are odd on purpose: they are about what the language allows, not about what is good style.
#![allow(clippy::all, unused_assignments, unused_braces, unused_mut, unused_parens, unused_unsafe, unused_variables)]
#![allow(path_statements, unused_must_use, redundant_semicolons)]

#[macro_use]
#[path = "../harness/mod.rs"]
mod harness;

mod added_through_references;
mod arguments;
mod arrays;
mod assignments;
mod async_closures;
mod attributes;
mod awaits;
mod blocks;
mod borrowed_closures;
mod borrows;
mod bound_before_it_is_told;
mod bound_both_ways;
mod boxed_content;
mod boxes;
mod branches;
mod called_alike;
mod called_async_closures;
mod callees;
mod callees_that_wait;
mod captured_fields;
mod captured_inside;
mod captured_of_dropped;
mod captured_parameters;
mod captured_parts;
mod captured_receivers;
mod captured_references;
mod carried;
mod chains;
mod chains_that_borrow;
mod circles;
#[cfg(not(feature = "inspect"))]
mod circles_hidden;
mod closures;
mod compared;
mod compared_early;
mod compared_values;
mod constants_of_calls;
mod copied_beside;
mod copied_beside_a_change;
mod copied_by_patterns;
mod copied_receivers;
mod deep;
mod delegated;
mod deviations;
mod diverging;
mod documents;
mod drops;
mod extended;
mod fields_as_receivers;
mod fields_named_to_macros;
mod fields_of_temporaries;
mod fields_taken_along;
mod fields_that_wait;
mod found_early;
mod found_in_applications;
mod found_in_crates;
mod found_in_fresh_crates;
mod found_in_further_crates;
mod found_in_more_crates;
mod found_in_new_crates;
mod found_in_other_crates;
mod found_in_published_crates;
mod found_in_published_libraries;
mod found_in_untried_crates;
mod futures_of_closures;
mod gone_together;
mod guards;
mod guards_on_borrows;
mod guards_that_bind;
mod guards_that_panic;
mod harness_notices;
mod implemented_for_references;
mod inner_items;
mod items;
mod items_of_macros;
mod joined_operands;
mod joins;
mod left_by_statements;
mod left_sides;
mod leftovers;
mod let_else;
mod lifetimes;
mod local_macros;
mod locals;
mod logged_by_slog;
mod looked_into;
mod loops;
mod macro_arguments;
mod macro_awaits;
mod macro_conditions;
mod macro_definitions;
mod macro_futures;
mod macro_habits;
mod macro_logging;
mod macro_methods;
mod macro_returns;
mod macro_written;
mod macros;
mod made_blocks;
// rustc takes 13 s for it: once is enough.
#[cfg(not(any(clippy, feature = "inspect")))]
mod many_states;
mod moved_in_chains;
mod moves;
mod named_but_not_read;
mod named_in_texts;
mod nameless_lifetimes;
mod names;
mod names_for_all;
mod nested;
mod noted_types;
mod noted_values;
mod operands;
mod outputs_of_selects;
mod parts;
mod parts_of_values;
mod parts_of_what_is_copied;
mod passed;
mod passing_on;
mod patterns_in_blocks;
mod patterns_in_closures;
mod pinned_operands;
mod positions;
mod questions;
#[path = "../equivalence/reached_by_a_path.rs"]
mod reached_by_a_path;
mod reborrowed_from_patterns;
mod receivers;
mod receivers_asked_twice;
mod receivers_not_asked;
mod receivers_taken_early;
mod receivers_that_wait;
mod receivers_without_names;
mod recursion;
mod recursive_methods;
mod registered_addresses;
mod results_told_later;
mod returns;
mod selects;
mod sendness;
mod sent_methods;
mod set_before_they_move;
mod shared_references;
mod shortened_parameters;
mod sizes;
mod stories;
mod tails;
mod tails_of_blocks;
mod tails_that_are_loops;
mod taken_along;
mod taken_apart;
mod taken_by_conditions;
mod temporaries;
mod temporaries_inside;
mod temporaries_of_macros;
mod thrown_away;
mod told_by_the_result;
mod torn;
mod torn_alike;
mod torn_at_once;
mod torn_fields;
mod traits;
mod two_of_one_name;
mod typed_else;
mod unknown_methods;
mod unusual_receivers;
mod updated_by_defaults;
mod updates_that_overlap;
mod values_of_breaks;
mod values_that_never_come;
mod well_known_names;
mod words_of_macros;

// More than the plain `async fn`: blocks, whole scopes, other attributes.
mod async_blocks;
mod async_traits;
mod borrowing_blocks;
mod called_on_unsized;
mod called_once;
mod captured_by_blocks;
mod functions_with_blocks;
mod orders;
mod places;
mod plain_arguments;
mod read_late;
mod scopes;
mod scopes_in_parts;
mod waiting_for_nothing;
mod waiting_operands;

/// The cases of the suite, file by file, but for those of which an `async` block of the compiler's is what a case runs.
static ALL: &[&[harness::Case]] = &[
    added_through_references::CASES,
    arguments::CASES,
    arrays::CASES,
    assignments::CASES,
    async_blocks::CASES,
    async_blocks::inside_functions::CASES,
    async_closures::CASES,
    async_traits::CASES[0],
    async_traits::CASES[1],
    async_traits::CASES[2],
    attributes::CASES,
    awaits::CASES,
    blocks::CASES,
    borrowed_closures::CASES,
    borrowing_blocks::CASES,
    borrows::CASES,
    bound_before_it_is_told::CASES,
    bound_both_ways::CASES,
    boxed_content::CASES,
    boxes::CASES,
    branches::CASES,
    called_alike::CASES,
    called_async_closures::CASES,
    called_on_unsized::CASES,
    called_once::CASES,
    callees::CASES,
    callees_that_wait::CASES,
    captured_by_blocks::CASES,
    captured_fields::CASES,
    captured_inside::CASES,
    captured_of_dropped::CASES,
    captured_parameters::CASES,
    captured_parts::CASES,
    captured_receivers::CASES,
    captured_references::CASES,
    carried::CASES,
    chains::CASES,
    chains_that_borrow::CASES,
    circles::CASES,
    closures::CASES,
    compared::CASES,
    compared_early::CASES,
    compared_values::CASES,
    constants_of_calls::CASES,
    copied_beside::CASES,
    copied_beside_a_change::CASES,
    copied_by_patterns::CASES,
    copied_receivers::CASES,
    deep::CASES,
    deviations::drops::like_a_number::CASES,
    deviations::drops::many_patterns::CASES,
    deviations::drops::of_arrays::CASES,
    deviations::drops::of_closures_without_names::CASES,
    deviations::drops::of_defaults::CASES,
    deviations::drops::of_numbers::CASES,
    deviations::macros::in_select::CASES,
    deviations::macros::of_an_unknown_macro::CASES,
    deviations::macros::that_log::CASES,
    deviations::through_a_pointer::CASES,
    deviations::ways_out::CASES,
    diverging::CASES,
    documents::CASES,
    drops::CASES,
    extended::CASES,
    fields_as_receivers::CASES,
    fields_that_wait::CASES,
    fields_named_to_macros::CASES,
    fields_of_temporaries::CASES,
    fields_taken_along::CASES,
    found_early::CASES,
    found_in_applications::CASES,
    found_in_crates::CASES,
    found_in_fresh_crates::CASES,
    found_in_further_crates::CASES,
    found_in_more_crates::CASES,
    found_in_new_crates::CASES,
    found_in_other_crates::CASES,
    found_in_published_crates::CASES,
    found_in_published_libraries::CASES,
    found_in_untried_crates::CASES,
    functions_with_blocks::CASES,
    futures_of_closures::CASES,
    gone_together::CASES,
    guards::CASES,
    guards_on_borrows::CASES,
    guards_that_bind::CASES,
    guards_that_panic::CASES,
    inner_items::CASES,
    items::CASES,
    items_of_macros::CASES,
    joined_operands::CASES,
    joins::CASES,
    left_by_statements::CASES,
    left_sides::CASES,
    leftovers::CASES,
    let_else::CASES,
    lifetimes::CASES,
    local_macros::CASES,
    locals::CASES,
    looked_into::CASES,
    loops::CASES,
    macro_arguments::CASES,
    macro_awaits::CASES,
    macro_conditions::CASES,
    macro_definitions::CASES,
    macro_definitions::of_self::CASES,
    macro_futures::CASES,
    macro_habits::CASES,
    macro_logging::CASES,
    macro_methods::CASES,
    macro_returns::CASES,
    macro_written::CASES,
    macros::CASES,
    made_blocks::CASES,
    #[cfg(not(any(clippy, feature = "inspect")))]
    many_states::CASES,
    moved_in_chains::CASES,
    moves::CASES,
    named_but_not_read::CASES,
    named_in_texts::CASES,
    nameless_lifetimes::CASES,
    names::CASES,
    names_for_all::CASES,
    nested::CASES,
    noted_types::CASES,
    noted_values::CASES,
    operands::CASES,
    orders::CASES[0],
    orders::CASES[1],
    outputs_of_selects::CASES,
    parts::CASES,
    parts_of_values::CASES,
    parts_of_what_is_copied::CASES,
    passed::CASES,
    passing_on::CASES,
    patterns_in_blocks::CASES,
    patterns_in_closures::CASES,
    pinned_operands::CASES,
    places::CASES,
    places::default_bodies::CASES,
    plain_arguments::CASES,
    positions::CASES,
    questions::CASES,
    reached_by_a_path::CASES,
    read_late::CASES,
    reborrowed_from_patterns::CASES,
    receivers::CASES,
    receivers_asked_twice::CASES,
    receivers_not_asked::CASES,
    receivers_taken_early::CASES,
    receivers_that_wait::CASES,
    receivers_without_names::CASES,
    recursion::CASES,
    recursive_methods::CASES,
    registered_addresses::CASES,
    returns::CASES,
    scopes::CASES,
    scopes_in_parts::CASES,
    selects::CASES,
    sendness::CASES,
    sent_methods::CASES,
    set_before_they_move::CASES,
    shared_references::CASES,
    shortened_parameters::CASES,
    shortened_parameters::of_methods::CASES,
    stories::CASES,
    tails::CASES,
    tails_of_blocks::CASES,
    tails_that_are_loops::CASES,
    taken_along::CASES,
    taken_apart::CASES,
    taken_by_conditions::CASES,
    temporaries::CASES,
    temporaries_inside::CASES,
    temporaries_of_macros::CASES,
    thrown_away::CASES,
    told_by_the_result::CASES,
    told_by_the_result::of_closures::CASES,
    told_by_the_result::of_closures_given_nothing::CASES,
    torn::CASES,
    torn_alike::CASES,
    torn_alike::many::CASES,
    torn_at_once::CASES,
    torn_fields::CASES,
    traits::CASES,
    two_of_one_name::CASES,
    typed_else::CASES,
    unknown_methods::CASES,
    unusual_receivers::CASES,
    updated_by_defaults::CASES,
    updates_that_overlap::CASES,
    values_of_breaks::CASES,
    values_that_never_come::CASES,
    waiting_for_nothing::CASES,
    waiting_operands::CASES,
    well_known_names::CASES,
    words_of_macros::CASES,
];

//! Every machine is at most as large as the compiler's future, and made by the attribute.
//!
//! The table: `cargo test --test equivalence sizes -- --nocapture`.
use crate::{
    ALL,
    harness::{Case, Schedule, is_compiler_made, observe},
};

/// Machines that are larger than the compiler's future, each with the reason.
static LARGER: &[Exception] = &[
    Exception { case: "bound_before_it_is_told::while_there_is_one", why: A_FLAG },
    Exception { case: "receivers_taken_early::assigned_again", why: A_FLAG },
    Exception { case: "found_in_crates::closures_that_set_what_is_matched", why: PERHAPS_COPIED },
    Exception { case: "waiting_for_nothing::of_pairs_that_are_counted", why: A_FLAG },
    Exception { case: "waiting_for_nothing::taken_in_one_branch", why: A_FLAG },
    Exception { case: "boxes::in_a_chain_that_awaits", why: A_FLAG },
    Exception { case: "boxes::in_a_field_beside_another", why: A_FLAG },
    Exception { case: "branches::let_chain", why: UNKNOWN_COPY },
    Exception { case: "callees::what_a_method_lends", why: UNKNOWN_COPY },
    Exception { case: "captured_by_blocks::a_block_inside_writes_through_a_reference", why: A_REST },
    Exception { case: "captured_by_blocks::a_closure_inside_writes_through_a_reference", why: A_REST },
    Exception { case: "captured_parts::a_block_takes_a_box", why: A_REST },
    Exception { case: "captured_parts::a_block_takes_what_a_guard_shows", why: A_REST },
    Exception { case: "captured_inside::taken_by_a_block", why: HELD_INSIDE },
    Exception { case: "captured_inside::taken_by_a_block_that_has_a_name", why: HELD_INSIDE },
    Exception { case: "captured_inside::taken_by_a_block_in_a_join", why: HELD_INSIDE },
    Exception { case: "captured_inside::borrowed_in_a_join", why: HELD_INSIDE },
    Exception { case: "captured_receivers::kept_in_a_closure", why: A_HOLE },
    Exception { case: "compared::values_that_are_dropped", why: A_RECEIVER },
    Exception { case: "noted_values::a_temporary_in_a_field", why: A_HOLE },
    Exception { case: "found_in_crates::names_that_generated_code_has", why: A_RECEIVER },
    Exception { case: "found_in_crates::result_known_from_its_use", why: A_RECEIVER },
    Exception { case: "found_in_fresh_crates::a_macro_awaits_and_returns", why: CAPTURED },
    Exception { case: "found_in_fresh_crates::operators_behind_what_may_be_taken", why: A_RECEIVER },
    Exception { case: "found_in_fresh_crates::parts_in_the_argument_of_what_takes_its_receiver", why: A_RECEIVER },
    Exception { case: "found_in_further_crates::called_like_what_asks", why: A_RECEIVER },
    Exception { case: "found_in_further_crates::called_like_what_stands_for_arguments", why: A_RECEIVER },
    Exception { case: "found_in_further_crates::without_what_everybody_gives_them", why: A_RECEIVER },
    Exception { case: "found_in_other_crates::maps_that_macros_make", why: A_HOLE },
    Exception { case: "found_in_other_crates::requests_that_a_macro_awaits", why: CAPTURED },
    Exception { case: "found_in_published_libraries::given_twice", why: UNKNOWN_COPY },
    Exception { case: "found_in_untried_crates::reads_that_take_what_they_read", why: A_RECEIVER },
    Exception { case: "left_sides::by_a_borrowed_field", why: A_RECEIVER },
    Exception { case: "macro_futures::selected_by_name", why: CAPTURED },
    Exception { case: "values_of_breaks::that_wait", why: A_HOLE },
    Exception { case: "values_of_breaks::within_plain_loops", why: A_HOLE },
    Exception { case: "reborrowed_from_patterns::in_a_branch", why: A_FLAG },
    Exception { case: "reborrowed_from_patterns::as_its_value", why: A_FLAG },
    Exception { case: "reborrowed_from_patterns::in_an_arm", why: A_FLAG },
    Exception { case: "reborrowed_from_patterns::of_a_pair_that_is_borrowed", why: A_FLAG },
    Exception { case: "selects::nine", why: CAPTURED },
    Exception { case: "sendness::what_a_method_refers_to", why: A_REST },
    Exception { case: "fields_of_temporaries::in_a_tail", why: A_RECEIVER },
    Exception { case: "joins::nine", why: CAPTURED },
    Exception { case: "macro_habits::looks_and_takes", why: A_HOLE },
    Exception { case: "macro_methods::head", why: FORMATTED },
    Exception { case: "macro_written::written", why: FORMATTED },
    Exception { case: "macro_written::formatted_for_a_call", why: FORMATTED },
    Exception { case: "macro_written::formatted_inside_of_an_operand", why: FORMATTED },
    Exception { case: "macro_written::written_at_the_end", why: FORMATTED },
    Exception { case: "macro_written::formatted_for_a_method_that_may_take", why: FORMATTED },
    Exception { case: "macro_written::beside_more_than_one", why: FORMATTED },
    Exception { case: "macro_written::beside_a_question_about_an_option", why: FORMATTED },
    Exception { case: "guards::guard_changes_a_cell", why: SEEN },
    Exception { case: "guards::guard_in_a_loop", why: SEEN },
    Exception { case: "guards::guard_on_a_number", why: SEEN },
    Exception { case: "guards::guard_on_a_reference", why: SEEN },
    Exception { case: "guards::guard_on_a_temporary", why: SEEN },
    Exception { case: "guards::guard_on_a_unique_reference", why: SEEN },
    Exception { case: "guards::guard_that_looks_at_what_is_moved", why: SEEN },
    Exception { case: "guards::guard_with_a_question", why: SEEN },
    Exception { case: "guards::guard_with_alternatives", why: SEEN },
    Exception { case: "guards_that_bind::alternatives", why: SEEN },
    Exception { case: "guards_that_bind::beside_what_waits", why: SEEN },
    Exception { case: "guards_that_bind::in_a_loop", why: SEEN },
    Exception { case: "guards_that_bind::over_a_local", why: SEEN },
    Exception { case: "leftovers::rest_and_question", why: A_HOLE },
    Exception { case: "leftovers::rest_in_guards", why: SEEN },
    Exception { case: "local_macros::moves_into_an_async_block", why: A_HOLE },
    Exception { case: "looked_into::matches_in_an_operand", why: UNKNOWN_COPY },
    Exception { case: "moves::moved_by_a_method", why: A_RECEIVER },
    Exception { case: "unknown_methods::closures_as_arguments", why: A_RECEIVER },
    Exception { case: "unknown_methods::taken_and_set_again", why: A_RECEIVER },
    Exception { case: "called_once::async_closures", why: A_RECEIVER },
    Exception { case: "called_once::fields_move", why: A_RECEIVER },
    Exception { case: "copied_beside_a_change::of_each", why: A_REST },
    Exception { case: "chains_that_borrow::of_a_unique_reference", why: EITHER_ORDER },
    Exception { case: "added_through_references::through_a_copied_reference", why: EITHER_ORDER },
    Exception { case: "assignments::added_to_a_sum_in_a_table", why: EITHER_ORDER },
    Exception { case: "assignments::added_to_text", why: EITHER_ORDER },
    Exception { case: "assignments::added_to_a_type_parameter", why: EITHER_ORDER },
    Exception { case: "assignments::added_to_a_sum_through_a_guard", why: EITHER_ORDER },
    Exception { case: "assignments::operand_moves_into_the_place", why: EITHER_ORDER },
    Exception { case: "left_sides::by_a_copied_field", why: EITHER_ORDER },
    Exception { case: "left_sides::by_a_moved_field", why: EITHER_ORDER },
    Exception { case: "left_sides::by_the_rest_of_another", why: EITHER_ORDER },
    Exception { case: "left_sides::overloaded", why: EITHER_ORDER },
    Exception { case: "left_sides::in_a_map", why: EITHER_ORDER },
    Exception { case: "left_sides::by_what_a_method_takes", why: EITHER_ORDER },
    Exception { case: "left_sides::by_what_a_method_takes_overloaded", why: EITHER_ORDER },
    Exception { case: "left_sides::by_fields_that_are_taken", why: EITHER_ORDER },
    Exception { case: "left_sides::taken_in_a_loop", why: EITHER_ORDER },
    Exception { case: "left_sides::of_a_guard_by_locals_in_a_macro", why: EITHER_ORDER },
    Exception { case: "moved_in_chains::beside_parts_of_values", why: A_HOLE },
    Exception { case: "moved_in_chains::of_a_local_outside", why: A_HOLE },
    Exception { case: "diverging::in_macros", why: PERHAPS_COPIED },
    Exception { case: "diverging::captured", why: PERHAPS_COPIED },
    Exception { case: "diverging::filled_again", why: PERHAPS_COPIED },
    Exception { case: "told_by_the_result::of_closures::what_is_given_to_another", why: A_RECEIVER },
    Exception { case: "captured_fields::behind_what_dereferences", why: A_FIELD },
    Exception { case: "captured_fields::of_what_is_shared", why: A_FIELD },
    Exception { case: "captured_fields::two_closures_that_take", why: A_FIELD },
    Exception { case: "captured_fields::in_a_loop", why: A_REST },
    Exception { case: "captured_fields::in_one_branch", why: A_FIELD },
    Exception { case: "found_in_more_crates::copied_by_a_closure_inside_one_that_is_kept", why: HELD_INSIDE },
    Exception { case: "found_in_more_crates::references_in_closures_that_are_called_again", why: A_HOLE },
    Exception { case: "made_blocks::taken_in_a_block", why: HELD_INSIDE },
    Exception { case: "nested::match_of_a_field_beside_an_await", why: A_FLAG },
    Exception { case: "parts_of_values::into_an_awaited_call", why: A_FLAG },
    Exception { case: "passed::a_closure_at_the_end_of_a_block", why: A_RECEIVER },
    Exception { case: "passed::coerced_beside_a_closure", why: A_RECEIVER },
    Exception { case: "parts_of_what_is_copied::let_else_of_a_loud_one", why: A_FLAG },
    Exception { case: "parts_of_what_is_copied::of_what_has_nothing_to_drop", why: A_REST },
    Exception { case: "parts_of_what_is_copied::of_generic_frames", why: A_REST },
    Exception { case: "parts_of_what_is_copied::of_references", why: A_REST },
    Exception { case: "parts_of_what_is_copied::by_methods", why: A_REST },
    Exception { case: "parts_of_what_is_copied::told_later", why: A_FLAG },
    Exception { case: "parts_of_what_is_copied::with_closures", why: A_REST },
    Exception { case: "parts_of_what_is_copied::filled_again", why: A_REST },
    Exception { case: "parts_of_what_is_copied::updated", why: A_REST },
    Exception { case: "parts_of_what_is_copied::question_behind", why: A_FLAG },
    Exception { case: "patterns_in_blocks::a_closure_inside", why: HELD_INSIDE },
];

/// Fields keep their order, because that is what keeps their offsets.
const A_HOLE: &str = "a local that is gone stands before one that is not, and nothing else fits into its place";

/// It keeps its offset as well, and does not fit behind the tag, if something else comes first.
const A_FLAG: &str = "what tells whether a local or a part of it is gone stands between fields that are larger";

/// Macros that await, of more than eight futures or of a crate that is not known, are called in an `async` block, and what the compiler's block captures by value it keeps room for
/// twice: where it is captured, and where it moves to.
const CAPTURED: &str = "a local moves into a `join!`, `select!` or the like that stands in a block of its own";

/// A macro sees no types: each block takes what a method may take, and so keeps room for it as above.
const HELD_INSIDE: &str = "a block or closure inside of another may take what both capture";

/// What `format_args!` points to is formatted in a block of its own.
const FORMATTED: &str = "there is room for references to what an `async` block formats";

/// A macro sees no types: what names fields of a local takes these, or all of it; and what is left is dropped, if it is not copied.
const A_REST: &str = "there is room for what is left of a local, though it has nothing to drop";

/// A macro sees no types: a closure may take a field by the method that it calls on it, or look at it where it is.
const A_FIELD: &str = "a closure has room for a field and for a reference to what it is in, of which it uses one";

/// A macro sees no types: what may have to be dropped is kept until its scope ends.
const UNKNOWN_COPY: &str = "a value is kept for its drop, though its type turns out to have none";

/// A macro sees no types: a method may take what it is called on, or look at it.
const A_RECEIVER: &str =
    "there is room for what is called, or what a method is called on, behind the call, though it took it";

/// `place += value.await` evaluates the one or the other side first, as the types say, and has room for both.
const EITHER_ORDER: &str = "what only the other order of evaluation needs has its place too";

/// A macro sees no types: what is named again, behind a call that never returns, might be of a type that is copied.
const PERHAPS_COPIED: &str = "a local has room where it would be, if it were copied and not moved";

/// What a pattern binds, a guard sees in its place, or, if the pattern has made it, as a copy.
const SEEN: &str = "a guard that waits has room for a reference to what it sees, and for a copy";

struct Exception {
    case: &'static str,
    why: &'static str,
}

struct Row {
    case: &'static str,
    native: usize,
    manual: usize,
    manual_type: &'static str,
}

fn measure(case: &Case) -> Row {
    let never_polled = Schedule { cancel: Some(0), fuse: None, drops_burn: false };
    let native = observe(case.native, case.inputs[0], never_polled);
    let manual = observe(case.manual, case.inputs[0], never_polled);
    let name = case.name.trim_start_matches("equivalence::");
    Row { case: name, native: native.size, manual: manual.size, manual_type: manual.type_name }
}

fn table() -> Vec<Row> {
    ALL.iter().copied().flatten().map(measure).collect()
}

fn print(rows: &[Row]) {
    println!("{:<66} {:>6} {:>6} {:>6}", "future size in bytes", "native", "manual", "saved");
    for Row { case, native, manual, .. } in rows {
        println!("{case:<66} {native:>6} {manual:>6} {:>6}", *native as i64 - *manual as i64);
    }
    let (native, manual) = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.native, sum.1 + row.manual));
    println!("{:<66} {native:>6} {manual:>6} {:>6}", "all", native as i64 - manual as i64);
}

#[test]
fn no_machine_is_larger_than_the_compilers() {
    let rows = table();
    print(&rows);
    let larger: Vec<_> = rows.iter().filter(|row| row.manual > row.native).map(|row| row.case).collect();
    let unexplained: Vec<_> = larger.iter().filter(|case| !LARGER.iter().any(|known| known.case == **case)).collect();
    assert!(unexplained.is_empty(), "larger than the compiler's: {unexplained:#?}");
    for Exception { case, why } in LARGER {
        assert!(larger.contains(case), "{case} is not larger any more; it was because {why}");
        assert!(!why.is_empty(), "{case} needs a reason");
    }
}

#[test]
fn all_files_are_in_the_list() {
    let main = include_str!("main.rs");
    let modules = main.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let others = ["harness", "harness_notices", "sizes"];
    let run_in_blocks =
        ["circles_hidden", "delegated", "implemented_for_references", "logged_by_slog", "results_told_later"];
    let measured = modules.filter(|name| !others.contains(name) && !run_in_blocks.contains(name));
    let left_out: Vec<_> = measured.filter(|name| !main.contains(&format!("\n    {name}::"))).collect();
    assert!(left_out.is_empty(), "nobody looks at the sizes of {left_out:?}");
}

#[test]
fn the_attribute_makes_all_machines_or_none() {
    let (left, made): (Vec<_>, Vec<_>) = table().into_iter().partition(|row| is_compiler_made(row.manual_type));
    let names: Vec<_> = left.iter().map(|row| row.case).collect();
    assert!(made.is_empty() || left.is_empty(), "left to the compiler: {names:#?}");
}

//! The program in the terminal: what it prints, what it says when something is wrong, and its exit codes.
//!
//! `UPDATE_EXPECT=1` writes what is printed now into `tests/printed/`.

use crate::support::{self, explorer, explorer_reads};
use expect_test::expect_file;

#[test]
fn a_method_is_printed_as_the_machine_that_it_becomes() {
    let shown = explorer(&["expand", "tests/samples/files.rs", "Files::first_line"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    let machine = shown.out.strip_prefix("// tests/samples/files.rs:7: Files::first_line\n").expect("where it is");
    for state in ["Line 8: `self.open(path).await`", "Line 11: `file.read_to_string(&mut text).await`"] {
        assert!(machine.contains(state), "{state} in\n{machine}");
    }
    assert!(machine.contains("enum FirstLine<") && !machine.contains("async fn"), "{machine}");
}

#[test]
fn the_source_stands_beside_the_machine() {
    let machine = explorer(&["expand", "tests/samples/files.rs", "first_line"]).out;
    let both = explorer(&["expand", "tests/samples/files.rs", "first_line", "--diff"]).out;
    let columns = || both.lines().filter_map(|line| line.split_once('│'));
    let left: Vec<&str> = columns().map(|(left, _)| left.trim_end()).filter(|left| !left.is_empty()).collect();
    let source = include_str!("../samples/files.rs").lines().enumerate().skip(6).take(7);
    let source: Vec<String> = source.map(|(at, line)| format!("{:>4} {line}", at + 1)).collect();
    assert_eq!(left, source);
    // A comment of the source has no line of the machine beside it.
    let right = columns().map(|(_, right)| right.strip_prefix(' ').unwrap_or(right)).filter(|line| !line.is_empty());
    let machine = machine.lines().skip(1).filter(|line| !line.is_empty());
    assert_eq!(right.collect::<Vec<_>>(), machine.collect::<Vec<_>>());
    let beside = |text: &str| columns().find(|(left, _)| left.contains(text)).map_or("", |(_, right)| right);
    assert!(beside("String::new()").contains("String::new()"), "{both}");
    assert!(beside("self.open(path)").contains("(path)"), "{both}");
}

#[test]
fn colours_change_nothing_but_colours() {
    let plain = explorer(&["expand", "tests/samples/files.rs"]);
    let coloured = explorer(&["expand", "tests/samples/files.rs", "--color", "always"]);
    assert!(coloured.out.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&coloured.out).to_string(), plain.out);
}

#[test]
fn a_line_stands_for_the_function_around_it() {
    let shown = explorer(&["expand", "tests/samples/files.rs", "21"]);
    assert!(shown.out.starts_with("// tests/samples/files.rs:20: nested::outer::inner\n"), "{}", shown.out);
}

#[test]
fn an_unknown_function_gets_the_names_that_there_are() {
    let shown = explorer(&["expand", "tests/samples/files.rs", "first_lime"]);
    expect_file!["printed/unknown.txt"].assert_eq(&shown.text());
    assert_eq!(shown.code, 4);
}

#[test]
fn a_line_outside_of_all_functions_gets_the_names_that_there_are() {
    let shown = explorer(&["expand", "tests/samples/files.rs", "900"]);
    let words = "error: there is no async function in line 900 of tests/samples/files.rs\n";
    assert!(shown.err.starts_with(words) && shown.err.contains("Files::first_line"), "{}", shown.err);
    assert_eq!(shown.code, 4);
}

#[test]
fn a_refusal_is_told_at_its_place() {
    let shown = explorer(&["expand", "tests/samples/refused.rs"]);
    assert!(shown.err.starts_with("refused: `.await` is not supported inside `sum!`"), "{}", shown.err);
    assert!(shown.err.contains("--> tests/samples/refused.rs:6:5\n"), "{}", shown.err);
    assert!(shown.err.contains("sum!(next().await; next().await => 3)\n"), "{}", shown.err);
    assert_eq!(shown.out, "");
    assert_eq!(shown.code, 1);
}

#[test]
fn what_is_no_rust_is_told_at_its_place() {
    let shown = explorer_reads(&["expand", "-"], "async fn f() {\n    let x = ;\n}\n");
    expect_file!["printed/no_rust.txt"].assert_eq(&shown.text());
    assert_eq!(shown.code, 3);
    let shown = explorer_reads(&["expand", "-", "--json"], "async fn f() {\n    let x = ;\n}\n");
    let error = &shown.json()["error"];
    assert_eq!((error["start"]["line"].as_u64(), error["start"]["column"].as_u64()), (Some(2), Some(13)));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let shown = explorer(&["expand", "tests/samples/absent.rs"]);
    assert!(shown.err.starts_with("error: tests/samples/absent.rs cannot be read: "), "{}", shown.err);
    assert_eq!(shown.code, 3);
}

#[test]
fn conditions_are_taken_to_hold_and_said() {
    let source = "async fn f() {\n    #[cfg(unix)]\n    g().await;\n    #[cfg(windows)]\n    h().await;\n}\n";
    let shown = explorer_reads(&["expand", "-"], source);
    assert!(shown.out.contains("// where cfg (unix) holds\n"), "{}", shown.out);
    assert!(shown.out.contains("AwaitingG"));
}

#[test]
fn cargo_says_the_name_twice() {
    let shown = support::run(
        env!("CARGO_BIN_EXE_cargo-manual-async"),
        &["manual-async", "expand", "tests/samples/files.rs"],
        "",
    );
    assert_eq!(shown.text(), explorer(&["expand", "tests/samples/files.rs"]).text());
}

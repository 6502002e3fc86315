//! Sizes, by compiling a small package.

use serde_json::Value;

use crate::support::{self, Shown};

fn sizes(arguments: &[&str]) -> Shown {
    // What has been built is used again, and nothing is left in the sources.
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/sizes");
    let program = env!("CARGO_BIN_EXE_manual-async");
    support::run_with(program, &[&["sizes"], arguments].concat(), "", &[("CARGO_TARGET_DIR", target)])
}

#[test]
fn a_package_is_measured_state_by_state() {
    let shown = sizes(&["tests/samples/sized", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.text());
    let measured = shown.json();
    let functions = measured["functions"].as_array().expect("functions");
    let names: Vec<_> = functions.iter().map(|function| function["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["buffered", "inner::Counter::add", "pause"]);
    assert_eq!(measured["left_out"], serde_json::json!(["generic: it has type parameters"]));
    let bytes = |value: &Value| value.as_u64().expect("a number");
    for function in functions {
        assert!(bytes(&function["size"]) <= bytes(&function["native"]), "{function}");
    }
    let states = functions[0]["states"].as_array().expect("states");
    assert_eq!(states[1]["name"], "AwaitingReady");
    let fields = states[1]["fields"].as_array().expect("fields");
    let fields: Vec<_> = fields.iter().map(|field| (field["name"].clone(), bytes(&field["size"]))).collect();
    assert_eq!(fields[..2], [("name".into(), size_of::<&str>() as u64), ("buffer".into(), 1000)]);

    let shown = sizes(&["tests/samples/sized"]);
    for words in ["buffered line 10\n", "not measured: generic: it has type parameters\n"] {
        assert!(shown.out.contains(words), "{words} in\n{}", shown.out);
    }
    let bars: Vec<usize> = shown.out.lines().map(|line| line.matches('█').count()).collect();
    assert_eq!(bars.iter().max(), Some(&32), "{}", shown.out);
}

#[test]
fn what_is_no_package_is_said_to_be_none() {
    let shown = sizes(&["tests/samples"]);
    assert_eq!(shown.code, 6);
    assert!(shown.err.starts_with("error: the sizes cannot be measured: there is no "), "{}", shown.err);
}

//! Sizes, by compiling a small package.

use std::sync::LazyLock;

use serde_json::Value;

use crate::support::{self, Shown};

/// The samples, measured one after the other: two at once would write the same copy.
static MEASURED: LazyLock<(Shown, Shown, Shown, Shown, Shown)> = LazyLock::new(|| {
    let (older, moved) = (sizes(&["tests/samples/older", "--json"]), sizes(&["tests/samples/moved", "--json"]));
    let apart = sizes(&["tests/samples/apart", "--json"]);
    (sizes(&["tests/samples/sized", "--json"]), sizes(&["tests/samples/sized"]), moved, older, apart)
});

fn sizes(arguments: &[&str]) -> Shown {
    // What has been built is used again, and nothing is left in the sources.
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/sizes-of-samples");
    let program = env!("CARGO_BIN_EXE_manual-async");
    support::run_with(program, &[&["sizes"], arguments].concat(), "", &[("CARGO_TARGET_DIR", target)])
}

#[test]
fn a_package_is_measured_state_by_state() {
    let (shown, text, ..) = &*MEASURED;
    assert_eq!(shown.code, 0, "{}", shown.text());
    let measured = shown.json();
    let functions = measured["functions"].as_array().expect("functions");
    let names: Vec<_> = functions.iter().map(|function| function["name"].as_str().expect("a name")).collect();
    assert_eq!(
        names,
        [
            "buffered",
            "makes_blocks::async_block",
            "Shelf::lend",
            "awaits_generic",
            "Shelf::makes_a_block::async_block",
            "returns_a_block",
            "Shelf::weight_of",
            "inner::Counter::add",
            "Shelf::next::async_block",
            "outer::innermost",
            "Shelf::title",
            "u8::weight::async_block",
            "recursive",
            "outer::Local::length",
            "unusual",
            "returns_a_box::async_block",
            "pause",
            "only_sometimes",
            "otherwise",
        ]
    );
    let left_out = [
        "the block in line 127 of makes_for_any: it is in a generic function, and has no size of its own",
        "the block in line 206 of says_what_a_number_weighs: the copy does not compile with it",
    ];
    assert_eq!(measured["left_out"], serde_json::json!(left_out));
    let lines: Vec<_> = functions.iter().map(|function| function["line"].as_u64().expect("a line") as usize).collect();
    let source: Vec<_> = include_str!("../samples/sized/src/lib.rs").lines().collect();
    for (name, line) in names.iter().zip(lines) {
        let ident = name.rsplit("::").next().expect("a name");
        let there = if ident == "async_block" { "(async ".to_owned() } else { format!("fn {ident}(") };
        assert!(source[line - 1].contains(&there), "{name} is not in line {line}");
    }
    let bytes = |value: &Value| value.as_u64().expect("a number");
    for function in functions {
        // What a block captures is where it was, behind the tag; rustc's tag may stand behind it.
        let more = if function["name"].as_str().expect("a name").contains("::async_block") { 8 } else { 0 };
        assert!(bytes(&function["size"]) <= bytes(&function["native"]) + more, "{function}");
    }
    let states = functions[0]["states"].as_array().expect("states");
    assert_eq!(states[1]["name"], "AwaitingReady");
    let fields = states[1]["fields"].as_array().expect("fields");
    let fields: Vec<_> = fields.iter().map(|field| (field["name"].clone(), bytes(&field["size"]))).collect();
    assert_eq!(fields[..2], [("name".into(), size_of::<&str>() as u64), ("buffer".into(), 1000)]);

    // What the block captures, and what it keeps.
    let fields = functions[1]["states"][1]["fields"].as_array().expect("fields");
    let fields: Vec<_> = fields.iter().map(|field| (field["name"].clone(), bytes(&field["size"]))).collect();
    assert_eq!(fields[..2], [("text".into(), size_of::<String>() as u64), ("buffer".into(), 296)]);

    for words in [
        "buffered src/lib.rs:9\n",
        "otherwise src/lib.rs:78, without #[cfg_attr]\n",
        "not measured: the block in line 127 ",
    ] {
        assert!(text.out.contains(words), "{words} in\n{}", text.out);
    }
    let bars: Vec<usize> = text.out.lines().map(|line| line.matches('█').count()).collect();
    assert_eq!(bars.iter().max(), Some(&32), "{}", text.out);
}

#[test]
fn a_generic_function_takes_what_it_takes_in_those_that_await_it() {
    let measured = MEASURED.0.json();
    let instances = |name: &str| -> Vec<(String, u64)> {
        let generic =
            measured["generic"].as_array().expect("functions").iter().find(|function| function["name"] == name);
        let instances = generic.expect("it is generic")["instances"].as_array().expect("instances").iter();
        instances
            .map(|instance| {
                assert_eq!(instance["awaited_by"], "awaits_generic");
                (instance["as"].as_str().expect("a name").to_owned(), instance["size"].as_u64().expect("a size"))
            })
            .collect()
    };
    // What is kept, and the tags of the machine and of the future.
    let of_generic = [("generic<[u64; 4]>".to_owned(), 48), ("generic<&str>".to_owned(), 32)];
    assert_eq!(instances("generic"), of_generic);
    assert_eq!(instances("nobody").len(), 1);
    assert_eq!(instances("unused"), []);
    assert_eq!(instances("lending::Lend::give_back"), []);

    let shown = &MEASURED.1;
    for words in [
        "  generic: no size of its own, and no function that is measured awaits it\n",
        "  generic: no size of its own; as a part of others\n    generic<[u64; 4]>                   48 B █",
    ] {
        assert!(shown.out.contains(words), "{words} in\n{}", shown.out);
    }
}

#[test]
fn what_does_not_compile_elsewhere_does_not_keep_the_rest_from_being_measured() {
    let (moved, apart) = (MEASURED.2.json(), MEASURED.4.json());
    for (measured, left_out) in [(moved, "inner::outer::inside"), (apart, "what is inside outer")] {
        assert_eq!(measured["functions"].as_array().expect("functions").len(), 1);
        assert_eq!(measured["functions"][0]["name"], "stays");
        let left_out = format!("{left_out}: the copy does not compile with it");
        assert_eq!(measured["left_out"], serde_json::json!([left_out]));
    }
}

#[test]
fn a_package_of_an_older_edition_is_measured() {
    let shown = &MEASURED.3;
    assert_eq!(shown.code, 0, "{}", shown.text());
    let measured = shown.json();
    let functions = measured["functions"].as_array().expect("functions").iter();
    let names: Vec<_> = functions.map(|function| function["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["Counter::count", "lends::async_block", "both", "Counter::length"]);
    assert_eq!(measured["left_out"], serde_json::json!([]));
}

#[test]
fn the_readme_shows_what_is_printed() {
    let bill = MEASURED.1.out.split("\n\n").find(|bill| bill.starts_with("Shelf::lend ")).expect("it is measured");
    let command = "cargo run --package explorer -- sizes explorer/tests/samples/sized";
    support::accept_in_readme("sizes", &format!("```console\n$ {command}\n{bill}\n```\n"));
}

#[test]
fn what_is_no_package_is_said_to_be_none() {
    let shown = sizes(&["tests/samples"]);
    assert_eq!(shown.code, 6);
    assert!(shown.err.starts_with("error: the sizes cannot be measured: there is no "), "{}", shown.err);
}

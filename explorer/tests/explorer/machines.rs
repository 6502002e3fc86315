//! What is said of a machine: its states, what they keep, and what is worth a second look.

use expect_test::expect_file;

use crate::support::{explorer, explorer_reads};

#[test]
fn a_report_has_a_table_for_each_function() {
    let shown = explorer(&["report", "tests/samples/files.rs"]);
    expect_file!["printed/report.txt"].assert_eq(&shown.text());
    assert_eq!(shown.code, 0);
}

#[test]
fn a_report_of_a_folder_goes_on_after_what_is_refused() {
    let shown = explorer(&["report", "tests/samples"]);
    assert_eq!(shown.code, 1);
    for words in
        ["refused line 6:5: `.await` is not supported inside `sum!`", "Files::first_line", "samples/warnings.rs"]
    {
        assert!(shown.out.contains(words), "{words} in\n{}", shown.out);
    }
}

#[test]
fn what_should_not_live_across_an_await_is_told() {
    let shown = explorer(&["report", "tests/samples/warnings.rs", "--json"]).json();
    let functions = shown["files"][0]["functions"].as_array().expect("functions");
    let warnings = |number: usize| functions[number]["machine"]["warnings"].as_array().expect("warnings");
    let told: Vec<_> = warnings(0).iter().map(|warning| format!("{} {}", warning["kind"], warning["local"])).collect();
    let expected = [
        r#""blocking-guard" "guard""#,
        r#""blocking-guard" "borrowed""#,
        r#""async-guard" "waiting""#,
        r#""large-array" "buffer""#,
        r#""only-for-its-drop" "later""#,
    ];
    assert_eq!(told, expected);
    assert!(warnings(1).is_empty(), "{:?}", warnings(1));

    let told = |number: usize, words: &[&str]| {
        let messages: Vec<_> = warnings(number).iter().map(|warning| warning["message"].to_string()).collect();
        assert_eq!(messages.len(), words.len(), "{messages:#?}");
        for (message, words) in messages.iter().zip(words) {
            assert!(message.contains(words), "{words} in {message}");
        }
        warnings(number).iter().map(|warning| warning["states"].to_string()).collect::<Vec<_>>()
    };
    let states = told(2, &["`shared.lock().unwrap()` has no name", "`queue.lock().await` has no name"]);
    assert_eq!(states, [r#"["AwaitingSend","AwaitingSend_2"]"#, r#"["AwaitingSend_3"]"#]);
    told(3, &["`table` has 4096 elements", "`guard` keeps a lock", "`future` is a future that nothing polls"]);
}

#[test]
fn a_report_as_json_says_why_each_local_is_kept_and_what_a_drop_drops() {
    let shown = explorer(&["report", "tests/samples/files.rs", "--json"]).json();
    let machine = &shown["files"][0]["functions"][0]["machine"];
    let locals = machine["description"]["locals"].as_array().expect("locals");
    let kept = machine["kept"][2].as_array().expect("what the second await keeps");
    let name = |kept: &serde_json::Value| locals[kept["local"].as_u64().expect("a number") as usize]["name"].clone();
    let kept: Vec<_> = kept.iter().map(|kept| (name(kept), kept["why"].clone())).collect();
    assert_eq!(kept, [("file".into(), "lent".into()), ("text".into(), "later".into())]);
    let drops = machine["description"]["states"][2]["drops"].as_array().expect("drops");
    let fields: Vec<_> = drops.iter().map(|dropped| dropped["field"].as_str().expect("a name")).collect();
    assert_eq!(fields, ["read_to_string_future", "text", "file"]);
}

#[test]
fn a_graph_in_each_form() {
    for format in ["dot", "mermaid"] {
        let shown = explorer(&["graph", "tests/samples/files.rs", "first_line", "--format", format]);
        expect_file![format!("printed/graph.{format}")].assert_eq(&shown.text());
    }
    let shown = explorer(&["graph", "tests/samples/files.rs", "first_line", "--format", "svg"]);
    for part in [
        "<svg xmlns=",
        ">AwaitingReadToString</text>",
        ">11: file.read_to_string(&amp;mut text).await</text>",
        "class=\"early\"",
    ] {
        assert!(shown.out.contains(part), "{part} in\n{}", shown.out);
    }
    assert_eq!(shown.out.matches("marker-end").count(), 5, "{}", shown.out);
    let shown = explorer(&["graph", "tests/samples/files.rs", "first_line", "--json"]).json();
    assert_eq!(shown["machine"]["description"]["state_enum"], "FirstLine");
}

#[test]
fn ways_that_lead_back_end_where_they_lead_to() {
    let source = "async fn f() {\n    loop {\n        a().await;\n        b().await;\n    }\n}\n";
    let shown = explorer_reads(&["graph", "-", "--format", "svg"], source);
    let heads = |place: &str| shown.out.matches(&format!("marker-{place}=")).count();
    // To the first await, from there to the second; and back.
    assert_eq!((heads("end"), heads("start")), (2, 1), "{}", shown.out);
}

#[test]
fn a_graph_is_of_one_function() {
    let shown = explorer(&["graph", "tests/samples/files.rs"]);
    expect_file!["printed/several.txt"].assert_eq(&shown.text());
    assert_eq!(shown.code, 4);
    let shown = explorer_reads(&["graph", "-"], "async fn only() { a().await }");
    assert_eq!(shown.code, 0);
    let shown = explorer_reads(&["graph", "-"], "fn none() {}");
    assert_eq!(shown.code, 4);
}

#[test]
fn blocks_and_bodies_of_traits_are_machines_as_well() {
    let shown = explorer(&["expand", "tests/samples/blocks.rs", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.text());
    let shown = shown.json();
    let functions = shown["functions"].as_array().expect("functions");
    let machine = |function: &serde_json::Value| {
        let states = function["machine"]["description"]["states"].as_array().expect("states").len();
        let kinds: Vec<_> = function["sections"].as_array().expect("sections").iter().collect();
        for kind in ["states", "checked", "run"] {
            assert!(kinds.iter().any(|section| section["kind"] == kind), "{kind} in {}", function["text"]);
        }
        assert!(!function["links"].as_array().expect("links").is_empty());
        (
            function["name"].as_str().expect("a name").to_owned(),
            function["start"]["line"].as_u64().expect("a line"),
            states,
        )
    };
    let found: Vec<_> = functions.iter().map(machine).collect();
    let expected = [
        ("greet::async_block", 7, 4),
        ("greet::async_block_2", 9, 3),
        ("greet::async_block_3", 15, 3),
        ("Read::read", 23, 3),
        ("Reader::read::async_block", 31, 3),
    ];
    assert_eq!(found, expected.map(|(name, line, states)| (name.to_owned(), line, states)));

    // What stands around a block is not handed on with it, but is captured all the same.
    let captures = |function: &serde_json::Value, name: &str| {
        let states = &function["machine"]["description"]["states"];
        states[0].to_string().contains(&format!("\"{name}\""))
    };
    assert!(captures(&functions[0], "name") && captures(&functions[4], "n"), "{shown}");

    let shown = explorer(&["expand", "tests/samples/blocks.rs", "10"]);
    assert!(shown.out.contains("/// Line 10: `sleep().await`") && !shown.out.contains("yield_now"), "{}", shown.out);
}

//! The pieces of a machine know where they come from.

use std::path::Path;

use serde_json::Value;

use crate::support::explorer;

/// The piece of a text from one place to another, without space.
fn piece(text: &str, range: &Value) -> String {
    let place = |end: &str, part: &str| range[end][part].as_u64().expect("a number") as usize;
    let (first, last) = (place("start", "line"), place("end", "line"));
    let lines = text.lines().enumerate().skip(first - 1).take(last + 1 - first);
    let characters = lines.flat_map(|(number, line)| {
        let from = if number + 1 == first { place("start", "column") - 1 } else { 0 };
        let to = if number + 1 == last { place("end", "column") - 1 } else { usize::MAX };
        line.chars().skip(from).take(to - from)
    });
    characters.filter(|character| !character.is_whitespace()).collect()
}

/// All functions in the files that the snapshots of the compiler are made of.
fn functions() -> Vec<(String, Value)> {
    let folder = Path::new("../tests/expand/functions").read_dir().expect("the functions");
    let functions = folder.flat_map(|file| {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        let shown = explorer(&["expand", path.to_str().expect("UTF-8"), "--json"]).json();
        let functions = shown["functions"].as_array().expect("functions").clone();
        functions.into_iter().map(move |function| (text.clone(), function)).collect::<Vec<_>>()
    });
    functions.collect()
}

fn list<'a>(function: &'a Value, name: &str) -> &'a [Value] {
    function[name].as_array().expect("a list")
}

#[test]
fn both_ends_of_a_link_say_the_same() {
    let functions = functions();
    assert!(functions.len() > 12, "{}", functions.len());
    let (mut same, mut other) = (0, Vec::new());
    for (source, function) in &functions {
        let machine = function["text"].as_str().expect("text");
        for link in list(function, "links") {
            let (from, to) = (piece(source, &link["source"]), piece(machine, &link["expansion"]));
            // The printer sets a comma, or takes one away.
            if from == to { same += 1 } else { other.push((from, to)) }
        }
    }
    assert!(same > 20 * other.len(), "{same} the same, and these not: {other:#?}");
}

#[test]
fn every_line_of_a_body_is_linked() {
    for (source, function) in functions() {
        let (first, last) = (function["start"]["line"].as_u64(), function["end"]["line"].as_u64());
        let (first, last) = (first.expect("a line") as usize, last.expect("a line") as usize);
        for (number, line) in source.lines().enumerate().take(last - 1).skip(first) {
            let is_code = line.chars().any(char::is_alphanumeric) && !line.trim_start().starts_with("//");
            let is_here = |link: &Value| link["source"]["start"]["line"].as_u64() == Some(number as u64 + 1);
            assert!(!is_code || list(&function, "links").iter().any(is_here), "line {}: {line}", number + 1);
        }
    }
}

#[test]
fn every_state_has_a_place() {
    for (_, function) in functions() {
        let states = function["machine"]["description"]["states"].as_array().expect("states");
        let places = list(&function, "places");
        assert_eq!(places.len(), states.len());
        let text: Vec<&str> = function["text"].as_str().expect("text").lines().collect();
        for (number, (state, place)) in states.iter().zip(places).enumerate() {
            let lines = |part: &str| {
                let line = |end: &str| place[part][end].as_u64().map(|line| line as usize);
                line("first").zip(line("last")).map(|(first, last)| text[first - 1..last].join("\n"))
            };
            let name = state["name"].as_str().expect("a name");
            assert!(lines("variant").is_some_and(|variant| variant.contains(name)), "{name}: {place}");
            let is_done = number + 1 == states.len();
            let (step, state) = (format!("Step::{name} = step"), format!("::{name} {{"));
            let gets = |code: &str| code.replace(char::is_whitespace, "").contains("=state.get()");
            let is_code = |code: String| code.contains(&step) || code.contains(&state) && gets(&code);
            assert_eq!(lines("code").is_some_and(is_code), !is_done, "{name}");
        }
    }
}

//! The README: what an example becomes, and what others print.

use std::process::Command;

use crate::{expansion, kept, marked};

const README: &str = "README.md";

#[test]
fn the_readme_shows_the_examples_as_they_are() {
    let example = kept::read("examples/read_file.rs");
    let parts = [
        ("function", fenced("rust,ignore", marked::find(&example, "function"))),
        ("expansion", fenced("rust,ignore", &expansion::of_annotated(&example))),
        ("await tree", printed("await_tree", |output| output.split("\n\n").nth(1))),
        ("deadlock", printed("watch_tasks", |output| output.find("deadlock").map(|start| &output[start..]))),
    ];
    let write = |readme: String, (name, text): &(&str, String)| marked::replace(&readme, name, text);
    let readme = parts.iter().fold(kept::read(README), write);
    kept::accept(kept::difference(README, &readme).into_iter().collect());
}

/// A part of what an example prints, below the command.
fn printed(example: &str, part: fn(&str) -> Option<&str>) -> String {
    let arguments = ["--example", example, "--", "50"];
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(["run", "--quiet"]).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let output = output.expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{example}:\n{text}\n{}", String::from_utf8_lossy(&output.stderr));
    let part = part(&text).unwrap_or_else(|| panic!("{example} does not print what the README shows:\n{text}"));
    fenced("console", &format!("$ cargo run {}\n{}\n", arguments.join(" "), part.trim_end()))
}

/// Code in Markdown; of Rust the parts of a program, so nothing to compile by themselves.
fn fenced(language: &str, code: &str) -> String {
    format!("```{language}\n{code}```\n")
}

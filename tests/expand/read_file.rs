//! The example `read_file`, and the README that shows it.

use crate::{expansion, kept, marked};

const EXAMPLE: &str = "examples/read_file.rs";
const README: &str = "README.md";

#[test]
fn the_readme_shows_the_example_and_its_expansion() {
    let (readme, example) = (kept::read(README), kept::read(EXAMPLE));
    let readme = marked::replace(&readme, "function", &fenced(marked::find(&example, "function")));
    let readme = marked::replace(&readme, "expansion", &fenced(&expansion::of_annotated(&example)));
    kept::accept(kept::difference(README, &readme).into_iter().collect());
}

#[test]
fn the_example_names_the_states_of_its_expansion() {
    let example = kept::read(EXAMPLE);
    let states = expansion::states(&expansion::of_annotated(&example));
    let list = format!("const STATES: [&str; {}] = {states:?};\n", states.len());
    let example = marked::replace(&example, "states", &list);
    kept::accept(kept::difference(EXAMPLE, &example).into_iter().collect());
}

/// Rust in Markdown; the parts of a program, so nothing to compile by themselves.
fn fenced(code: &str) -> String {
    format!("```rust,ignore\n{code}```\n")
}

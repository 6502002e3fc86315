//! The example `read_file`.

use crate::{expansion, kept, marked};

const EXAMPLE: &str = "examples/read_file.rs";

#[test]
fn the_example_names_the_states_of_its_expansion() {
    let example = kept::read(EXAMPLE);
    let states = expansion::states(&expansion::of_annotated(&example));
    let list = format!("const STATES: [&str; {}] = {states:?};\n", states.len());
    let example = marked::replace(&example, "states", &list);
    kept::accept(kept::difference(EXAMPLE, &example).into_iter().collect());
}

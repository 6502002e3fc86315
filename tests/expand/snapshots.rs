//! One snapshot for each file of `functions/`.

use crate::{expansion, kept};

const FUNCTIONS: &str = "tests/expand/functions";
const SNAPSHOTS: &str = "tests/expand/snapshots";

#[test]
fn functions_become_what_is_kept() {
    let differences = kept::names(FUNCTIONS, ".rs").into_iter().filter_map(|name| {
        let expansion = expansion::of_file(&kept::read(&format!("{FUNCTIONS}/{name}.rs")));
        kept::difference(&format!("{SNAPSHOTS}/{name}.rs"), &expansion)
    });
    kept::accept(differences.collect());
    assert_eq!(
        kept::names(SNAPSHOTS, ".rs"),
        kept::names(FUNCTIONS, ".rs"),
        "snapshots without a function, to be deleted"
    );
}

#[test]
fn every_snapshot_is_compiled() {
    let compiled = kept::read("tests/expanded/main.rs");
    for name in kept::names(FUNCTIONS, ".rs") {
        assert!(compiled.contains(&format!("both!({name:?})")), "tests/expanded/main.rs leaves {name} out");
    }
}

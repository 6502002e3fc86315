//! The crates of users are of all kinds: generated code must fit into each.
//!
//! `hygiene/` holds whole programs. They are built and run in crates of their own, in every edition that has `async fn`s
//! which capture as they do today.

mod scratch;

use std::process::Command;

use scratch::Scratch;

const EDITIONS: [&str; 2] = ["2021", "2024"];

/// What the manifest of a package with the programs says.
const SUPPORT: &str = "[lib]\nname = \"support\"\npath = \"src/support.rs\"";

/// A package with all programs of `hygiene/`.
fn programs(name: &str, edition: &str) -> Scratch {
    let scratch = Scratch::new(&format!("{name}-{edition}"), edition, "manual-async", "", SUPPORT);
    for (name, source) in scratch::sources("hygiene") {
        let directory = if name == "support" { "src" } else { "src/bin" };
        scratch.write(&format!("{directory}/{name}.rs"), &source);
    }
    scratch
}

#[test]
fn programs_compile_and_run_in_every_edition() {
    for edition in EDITIONS {
        let scratch = programs("hygiene", edition);
        scratch.cargo_succeeds(&["build", "--bins", "--keep-going"]);
        for (name, _) in scratch::sources("hygiene") {
            if name != "support" {
                scratch.cargo_succeeds(&["run", "--quiet", "--bin", &name]);
            }
        }
    }
}

#[test]
fn clippy_has_nothing_to_say_about_strict_crates() {
    let version = Command::new(env!("CARGO")).args(["clippy", "--version"]).output();
    if !version.is_ok_and(|output| output.status.success()) {
        println!("clippy is not installed: nothing is tested");
        return;
    }
    for edition in EDITIONS {
        programs("strict", edition).cargo_succeeds(&["clippy", "--bin", "strict", "--bin", "silent"]);
    }
}

/// What a program needs to be linked without `std`.
const WITHOUT_UNWINDING: &str = "[profile.dev]\npanic = \"abort\"";

#[test]
fn a_program_without_std_and_without_an_allocator_runs() {
    let features = "default-features = false";
    // As the lock file has them, for the package `engines`.
    let executor = "[dependencies.embassy-executor]\nversion = \"0.10\"\n\
                    features = [\"executor-thread\", \"platform-spin\"]\n\
                    [dependencies.static_cell]\nversion = \"2\"";
    for edition in EDITIONS {
        let name = format!("static-executor-{edition}");
        let manifest = format!("{WITHOUT_UNWINDING}\n{executor}");
        let scratch = Scratch::new(&name, edition, "manual-async", features, &manifest);
        scratch.write("src/main.rs", &scratch::source("hygiene/own_crates/static_executor.rs"));
        scratch.cargo_succeeds(&["run", "--quiet"]);
    }
}

#[test]
fn the_crate_may_have_another_name() {
    let package = "package = \"manual-async\"";
    let scratch = Scratch::new("renamed", "2024", "another_name", package, "");
    scratch.write("src/main.rs", &scratch::source("hygiene/own_crates/renamed.rs"));
    scratch.cargo_succeeds(&["run", "--quiet"]);
}

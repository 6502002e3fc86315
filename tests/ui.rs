//! What the compiler says about wrong functions, word for word: `ui/refused` by the attribute, `ui/errors` by rustc.
//! `ui/deviations` are those that are right natively, and on the page about deviations; each beside a way out.
//! `ui/guesses` are functions that are right natively, and of which the attribute takes something for granted that is not
//! so: rustc says it.
//!
//! That is what a build says: without a machine, `cargo check` says of most of them what it says natively, or nothing. `native_words`
//! tests that.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the expected messages anew; read the difference before you keep it.

mod scratch;

use std::{env, process::Command};

/// The release whose words `ui/errors` and `ui/guesses` expect. Others say the same in other words; `native_words` compares with those.
const RELEASE: &str = "rustc 1.95.";

#[test]
fn messages_are_as_expected() {
    // trybuild hands its environment on, which only a process of its own can be given in safe code.
    if env::var_os("MANUAL_ASYNC_CHECK").is_none() {
        let itself = env::current_exe().expect("the program of this test");
        let status = Command::new(itself).args(env::args_os().skip(1)).env("MANUAL_ASYNC_CHECK", "machines").status();
        assert!(status.is_ok_and(|status| status.success()), "see above");
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/refused/*.rs");
    cases.pass("tests/ui/clean/*.rs");
    // Natively one cannot look into a future, so that these have nothing to be compared with.
    cases.pass("tests/ui/inspected/*.rs");
    let version = scratch::rustc_version();
    if version.starts_with(RELEASE) {
        cases.compile_fail("tests/ui/errors/*.rs");
        cases.compile_fail("tests/ui/budgets/*.rs");
        cases.compile_fail("tests/ui/guesses/*.rs");
        cases.compile_fail("tests/ui/deviations/*.rs");
    } else {
        println!("{version} words its errors differently than {RELEASE}*: tests/ui/errors and others are left out");
    }
}

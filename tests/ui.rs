//! What the compiler says about wrong functions, word for word: `ui/refused` by the attribute, `ui/errors` by rustc.
//! `ui/deviations` are those that are right natively, and on the page about deviations; each beside a way out.
//! `ui/guesses` are functions that are right natively, and of which the attribute takes something for granted that is not
//! so: rustc says it.
//!
//! With cases that pass, trybuild builds: what is said is what a build says. `native_words` compares `cargo check` with that.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the expected messages anew; read the difference before you keep it.

mod scratch;

/// The release whose words `ui/errors` and `ui/guesses` expect. Others say the same in other words; `native_words` compares with those.
const RELEASE: &str = "rustc 1.95.";

#[test]
fn messages_are_as_expected() {
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

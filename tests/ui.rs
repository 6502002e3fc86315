//! What the compiler says about wrong functions, word for word: `ui/refused` by the attribute, `ui/errors` by rustc.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the expected messages anew; read the difference before you keep it.

mod scratch;

/// The release whose words `ui/errors` expects. Others say the same in other words; `native_words` compares with those.
const RELEASE: &str = "rustc 1.95.";

#[test]
fn messages_are_as_expected() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/refused/*.rs");
    cases.pass("tests/ui/clean/*.rs");
    let version = scratch::rustc_version();
    if version.starts_with(RELEASE) {
        cases.compile_fail("tests/ui/errors/*.rs");
    } else {
        println!("{version} words its errors differently than {RELEASE}*: tests/ui/errors is left out");
    }
}

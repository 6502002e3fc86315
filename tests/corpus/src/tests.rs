//! What is found in a file, where the attribute goes, and which function an error is about.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::functions::{Function, Verdict, find};
use crate::{annotate, culprits};

const SOURCE: &str = "\
mod inner {
    /// Documented.
    #[inline]
    pub async fn plain() {
        async fn nested() {}
        nested().await
    }
}

trait Store {
    async fn declared(&self);
    async fn with_default(&self) {}
}

#[async_trait::async_trait]
impl Boxed for Ü {
    async fn boxed(&self) {}
}

cfg_io! {
    impl Ü { async fn in_a_macro(&self) {} }
}

macro_rules! make {
    () => { async fn made() {} };
}

#[instrument]
#[tokio::test]
async fn entry() {
    let x = 1;
}

fn not_async() {}
async fn yields() { yield 1; }
";

fn functions() -> Vec<Function> {
    find(Path::new("/nowhere"), Path::new("src/lib.rs"), SOURCE).expect("it is Rust").functions
}

/// The name of each function, and the text that follows where the attribute goes.
fn placed() -> Vec<(String, String)> {
    let line = |at: usize| SOURCE[at..].lines().next().unwrap_or_default().to_owned();
    functions().into_iter().map(|function| (function.name, line(function.at))).collect()
}

/// The number of the first line that says `text`.
fn line(text: &str) -> usize {
    1 + SOURCE.lines().position(|line| line.contains(text)).expect("a line of the source")
}

#[test]
fn every_async_fn_with_a_body_is_found() {
    let names: Vec<String> = placed().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["plain", "nested", "with_default", "boxed", "in_a_macro", "entry", "yields"]);
    assert_eq!(find(Path::new("/nowhere"), Path::new("src/lib.rs"), SOURCE).expect("it is Rust").in_macros, 1);
}

#[test]
fn the_attribute_goes_below_others_and_above_those_that_start_a_program() {
    let placed = placed();
    let behind = |name: &str| placed.iter().find(|(function, _)| function == name).map(|(_, text)| text.as_str());
    assert_eq!(behind("plain"), Some("pub async fn plain() {"));
    assert_eq!(behind("in_a_macro"), Some("async fn in_a_macro(&self) {} }"));
    assert_eq!(behind("entry"), Some("#[tokio::test]"));
}

#[test]
fn what_the_macro_refuses_is_told_with_its_line() {
    let functions = functions();
    let verdict = |name: &str| functions.iter().find(|function| function.name == name).map(|found| &found.verdict);
    assert!(matches!(verdict("plain"), Some(Verdict::Rewritten)));
    let Some(Verdict::Refused(complaints)) = verdict("yields") else { panic!("`yield` is not supported") };
    assert_eq!(complaints[0].line, line("async fn yields"));
    assert!(complaints[0].message.starts_with("`yield` is not supported"));
}

#[test]
fn annotated_files_keep_their_lines() {
    let root = std::env::temp_dir().join(format!("corpus-{}", std::process::id()));
    let (from, to) = (root.join("from"), root.join("to"));
    for folder in [&from, &to] {
        fs::create_dir_all(folder.join("src")).expect("a folder");
    }
    fs::write(from.join("src/lib.rs"), SOURCE).expect("a file");
    annotate::annotate(&from, &to, &functions()).expect("it is written");
    let text = fs::read_to_string(to.join("src/lib.rs")).expect("it is there");
    fs::remove_dir_all(root).expect("it is ours");
    let own = "#[::manual_async::manual_async(own_signature)] ";
    let of_trait = "#[::manual_async::manual_async(of_trait)] ";
    assert_eq!(text.replace(own, "").replace(of_trait, ""), SOURCE);
    assert!(text.contains(&format!("    {own}pub async fn plain() {{")));
    assert!(text.contains(&format!("        {own}async fn nested() {{}}")));
    assert!(text.contains(&format!("    {of_trait}async fn with_default(&self) {{}}")));
    assert!(text.contains(&format!("    impl Ü {{ {own}async fn in_a_macro")));
    assert!(!text.contains(&format!("{own}async fn yields")));
}

#[test]
fn an_error_is_about_the_innermost_function_around_it() {
    let mut functions = functions();
    let span = |line: usize| json!({ "file_name": "src/lib.rs", "line_start": line, "is_primary": true });
    let error = json!({ "message": "wrong", "code": { "code": "E0000" }, "spans": [span(line("async fn nested"))] });
    let sent = json!({
        "message": "future cannot be sent between threads safely", "spans": [span(line("let x = 1"))],
        "children": [{ "spans": [span(line("nested().await"))] }],
    });
    let elsewhere = json!({ "message": "wrong", "spans": [span(line("fn not_async"))] });
    assert_eq!(culprits::blame(&mut functions, [&error, &sent, &elsewhere].into_iter()), 2);
    let blamed: Vec<(&str, usize)> = functions.iter().filter_map(blame).collect();
    assert_eq!(blamed, [("plain", line("nested().await")), ("nested", line("async fn nested"))]);
}

#[test]
fn an_error_where_a_function_is_called_is_about_that() {
    let mut functions = functions();
    let text = json!([{ "text": "    boxed(nested(), unknown)" }]);
    let called = json!({
        "message": "wrong",
        "spans": [{ "file_name": "src/lib.rs", "line_start": line("fn not_async"), "is_primary": true, "text": text }],
    });
    assert_eq!(culprits::blame(&mut functions, [&called].into_iter()), 2);
    let blamed: Vec<(&str, usize)> = functions.iter().filter_map(blame).collect();
    assert_eq!(blamed, [("nested", line("async fn nested")), ("boxed", line("async fn boxed"))]);
    assert_eq!(culprits::blame(&mut functions, [&called].into_iter()), 0);
}

fn blame(function: &Function) -> Option<(&str, usize)> {
    match &function.verdict {
        Verdict::DoesNotCompile(complaint) => Some((&function.name, complaint.line)),
        _ => None,
    }
}

#[test]
fn files_that_begin_with_a_program_to_run_them_are_read() {
    let text = "#!/usr/bin/env run\nasync fn script() {}\n";
    let found = find(Path::new("/nowhere"), Path::new("script.rs"), text).expect("it is Rust");
    assert_eq!(&text[found.functions[0].at..], "async fn script() {}\n");
}

#[test]
fn macros_of_a_package_are_looked_for_in_its_files() {
    let (root, file) = (Path::new(env!("CARGO_MANIFEST_DIR")), Path::new("fixtures/macros.rs"));
    let text = fs::read_to_string(root.join(file)).expect("it is there");
    let verdict = |root: &Path| find(root, file, &text).expect("it is Rust").functions.remove(0).verdict;
    assert!(matches!(verdict(root), Verdict::Rewritten));
    assert!(matches!(verdict(Path::new("/nowhere")), Verdict::Refused(_)));
}

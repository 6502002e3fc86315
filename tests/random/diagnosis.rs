//! What the compiler says about the generated crate, by function.

use std::collections::BTreeMap;

/// The errors of each function that does not compile.
pub type Broken = BTreeMap<u64, String>;

/// In front of errors in the native form.
pub const NATIVELY: &str = "natively, so that the generator is wrong: ";

/// Sorts errors by function. `program` gives the text of a source file. What belongs to no function is the error.
pub fn broken_functions(said: &str, program: impl Fn(&str) -> String) -> Result<Broken, String> {
    let mut broken = Broken::new();
    let said = said.lines().filter(|line| !is_summary(line)).fold(String::new(), |text, line| text + line + "\n");
    let errors = said.split("\n\n").filter_map(|block| {
        let start = if block.starts_with("error") { 0 } else { block.find("\nerror")? + 1 };
        Some(&block[start..])
    });
    for error in errors {
        match place(error) {
            Some((file, line)) => {
                let program = program(file);
                let mut lines = std::iter::once(line).chain(lines_shown(error));
                let found = lines.find_map(|line| Some((line, function_at(&program, line)?)));
                let Some((line, function)) = found else { return Err(format!("{file}: {error}")) };
                let is_native = !program.lines().take(line).any(|line| line == "mod manual {");
                let whose = if is_native { NATIVELY } else { "" };
                *broken.entry(function).or_default() += &format!("{whose}{error}\n\n");
            }
            None => match function_evaluated(error) {
                Some(function) => *broken.entry(function).or_default() += &format!("{error}\n\n"),
                None => return Err(error.to_owned()),
            },
        }
    }
    if broken.is_empty() { Err(said) } else { Ok(broken) }
}

/// What cargo says about the whole: it has no place of its own.
fn is_summary(line: &str) -> bool {
    ["error: could not compile", "error: aborting", "warning: build failed"].iter().any(|start| line.starts_with(start))
}

/// The file and the line of the first `--> e2024/src/bin/part0_2024.rs:12:3`.
fn place(error: &str) -> Option<(&str, usize)> {
    error.lines().find_map(|line| {
        let mut parts = line.trim_start().strip_prefix("--> ")?.split(':');
        let file = parts.next().filter(|file| file.contains("src/bin"))?;
        Some((file, parts.next()?.parse().ok()?))
    })
}

/// The function of which a type, as `manual::S12`, shows in an assertion of the machine: this has no place in the program.
fn function_evaluated(error: &str) -> Option<u64> {
    let (_, evaluated) = error.split_once("evaluation of `")?;
    let (_, behind) = evaluated.split_once("manual::")?;
    let name = behind.split(|after: char| !after.is_alphanumeric()).next()?;
    name.trim_start_matches(char::is_alphabetic).parse().ok()
}

/// The lines of which the text is shown: an error in a macro of the program shows where it is called.
fn lines_shown(error: &str) -> impl Iterator<Item = usize> {
    error.lines().filter_map(|line| line.split_once(" |")?.0.trim().parse().ok())
}

/// The function that a line is in. An error may point at the attribute, in the line before, or at its case.
fn function_at(program: &str, line: usize) -> Option<u64> {
    let number = |line: &str, start: &str| {
        let name = line.trim_start().trim_start_matches("pub ").strip_prefix(start)?;
        name.split(['(', ',', '<']).next()?.parse().ok()
    };
    let lines: Vec<_> = program.lines().collect();
    let here = lines.get(..line)?;
    let last = here.last()?;
    if let Some(case) = number(last, "case!(f") {
        return Some(case);
    }
    if last.starts_with("#[") {
        return number(lines.get(line)?, "async fn f");
    }
    here.iter().rev().find_map(|line| number(line, "async fn f"))
}

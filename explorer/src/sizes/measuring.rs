//! Compiles the copy and runs what is in it.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use super::copy::{Package, cargo, unmeasured};
use super::probes::{self, Probes};
use crate::failure::{Failure, Result};

/// What a line begins with that says a size.
const MARK: &str = "manual-async-sizes ";
/// How many of the compiler's errors are told.
const ERRORS: usize = 3;
/// How many characters of a line are told.
const WIDTH: usize = 200;

/// What came of it.
pub enum Measured {
    /// Everything was measured.
    All(Vec<Value>),
    /// The copy does not compile with these probes in it.
    Not(BTreeSet<usize>),
}

/// Runs the probes.
///
/// # Errors
///
/// If the copy does not compile, and that is not the fault of a probe that could be left out.
pub fn measure(package: &Package, probes: &Probes) -> Result<Measured> {
    let output = test(package)?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let errors: Vec<Value> = printed.lines().filter_map(error).collect();
        let guilty: BTreeSet<usize> = errors.iter().filter_map(|error| whose(package, error)).collect();
        let more: BTreeSet<usize> = guilty.difference(&probes.excluded).copied().collect();
        return if more.is_empty() { Err(failed(package, &errors, &output)) } else { Ok(Measured::Not(more)) };
    }
    let measured = printed.lines().filter_map(|line| serde_json::from_str(line.strip_prefix(MARK)?).ok());
    let mut measured: Vec<Value> = measured.filter_map(|function| named(function, probes)).collect();
    measured.sort_by_key(|function| std::cmp::Reverse(function["size"].as_u64()));
    Ok(Measured::All(measured))
}

fn test(package: &Package) -> Result<Output> {
    let mut kinds: Vec<&str> = package.roots.iter().map(|(kind, _)| kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut command = Command::new(cargo());
    command.args(["test", "--quiet", "--no-fail-fast", "--message-format=json", "--manifest-path"]);
    command.arg(package.copy_of(&package.folder.join("Cargo.toml")));
    command.arg("--target-dir").arg(package.target.join("build"));
    command.args(kinds.iter().map(|kind| match *kind {
        "bin" => "--bins",
        "example" => "--examples",
        _ => "--lib",
    }));
    // The sources have lints that expansions as text do not keep. The variable replaces what a configuration file says.
    match std::env::var("RUSTFLAGS") {
        Ok(flags) => {
            command.env("RUSTFLAGS", format!("{flags} --cap-lints=allow"));
        }
        Err(_) => {
            command.args(["--config", "build.rustflags=[\"--cap-lints=allow\"]"]);
        }
    }
    command.args(["--", "manual_async_sizes", "--nocapture", "--test-threads=1"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.output().map_err(|error| unmeasured(&format!("cargo cannot be run: {error}")))
}

/// The compiler's words, if a line says an error.
fn error(line: &str) -> Option<Value> {
    let mut told: Value = serde_json::from_str(line).ok()?;
    let message = told["message"].take();
    (told["reason"] == "compiler-message" && message["level"] == "error").then_some(message)
}

/// The probe that an error is in.
fn whose(package: &Package, error: &Value) -> Option<usize> {
    let spans = error["spans"].as_array()?;
    spans.iter().filter(|span| span["is_primary"] == true).find_map(|span| at(package, span))
}

/// The probe that a place is in; or the one that calls the macro that the place is in.
fn at(package: &Package, span: &Value) -> Option<usize> {
    let file = package.copy_of(&package.root).join(span["file_name"].as_str()?);
    let byte = usize::try_from(span["byte_start"].as_u64()?).ok()?;
    let here = fs::read_to_string(file).ok().and_then(|text| probes::at(&text, byte));
    here.or_else(|| Some(&span["expansion"]["span"]).filter(|span| span.is_object()).and_then(|span| at(package, span)))
}

fn failed(package: &Package, errors: &[Value], output: &Output) -> Failure {
    let told = |error: &Value| error["rendered"].as_str().map(str::to_owned);
    let mut words: String = errors.iter().filter_map(told).take(ERRORS).collect();
    if words.is_empty() {
        words = String::from_utf8_lossy(&output.stderr).into_owned();
    }
    let short = |line: &str| match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    };
    let words: Vec<String> = words.lines().map(short).collect();
    unmeasured(&format!("{} with its probes does not compile:\n{}", package.name, words.join("\n")))
}

/// With its name and place instead of its number.
fn named(mut function: Value, probes: &Probes) -> Option<Value> {
    let fields = function.as_object_mut()?;
    let number = usize::try_from(fields.remove("number")?.as_u64()?).ok()?;
    let probe = probes.probes.get(number)?;
    fields.insert("name".to_owned(), json!(probe.name));
    fields.insert("file".to_owned(), json!(probe.file));
    fields.insert("line".to_owned(), json!(probe.line));
    fields.insert("without".to_owned(), json!(probe.without));
    Some(function)
}

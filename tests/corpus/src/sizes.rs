//! How many bytes the futures of both forms take, as rustc tells while it compiles.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use crate::Result;
use crate::cargo::{settings, targets};
use crate::source::{Subject, cargo};

/// Set where this program stands between cargo and rustc.
const BETWEEN: &str = "CORPUS_TELLS_SIZES";

/// A function of which code was made in both forms, and what a future of it takes. If it is generic, one of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Size {
    pub function: String,
    pub native: u64,
    pub rewritten: u64,
}

/// Builds both forms once more, so that rustc tells what every type takes that it makes code for.
pub fn compare(native: &Path, rewritten: &Path, subject: &Subject) -> Result<Vec<Size>> {
    Ok(pairs(&futures(native, subject, coroutine)?, &futures(rewritten, subject, machine)?))
}

/// By function, what each of its futures takes.
type Futures = BTreeMap<String, Vec<u64>>;

fn futures(root: &Path, subject: &Subject, of: fn(&str) -> Option<String>) -> Result<Futures> {
    let mut command = Command::new(cargo());
    command.args(["build", "--quiet"]);
    targets(&mut command, subject);
    settings(&mut command, root);
    command.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env(BETWEEN, "1");
    // Else cargo says what was said before.
    touch(root)?;
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let output = BufReader::new(child.stdout.take().ok_or("cargo has no output")?);
    // The same type in two programs is one.
    let told: BTreeSet<(String, u64)> =
        output.lines().map_while(|line| line.ok()).filter_map(|line| told(&line)).collect();
    match child.wait()?.success() {
        true => Ok(by_function(told, of)),
        false => Err("what was built does not build again".into()),
    }
}

fn by_function(told: BTreeSet<(String, u64)>, of: fn(&str) -> Option<String>) -> Futures {
    let mut futures = Futures::new();
    for (name, bytes) in told {
        if let Some(function) = of(&name) {
            futures.entry(function).or_default().push(bytes);
        }
    }
    futures
}

/// Where this program stands between cargo and rustc: has rustc tell sizes, which it does on a nightly toolchain, or if it is told
/// to be one.
pub fn between() -> Option<ExitCode> {
    env::var_os(BETWEEN)?;
    let mut words = env::args_os().skip(1);
    let mut rustc = Command::new(words.next()?);
    let words: Vec<OsString> = words.collect();
    let compiles = words.iter().any(|word| word == "--crate-name");
    rustc.args(&words).args(compiles.then_some("-Zprint-type-sizes")).env("RUSTC_BOOTSTRAP", "1");
    let is_fine = rustc.status().is_ok_and(|status| status.success());
    Some(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// from: ``print-type-size type: `server::run::Run<u8>`: 24 bytes, alignment: 8 bytes``, into: `server::run::Run<u8>`, 24
fn told(line: &str) -> Option<(String, u64)> {
    let (name, size) = line.strip_prefix("print-type-size type: `")?.rsplit_once("`: ")?;
    Some((name.to_owned(), size.split_once(' ')?.0.parse().ok()?))
}

/// from: `{async fn body of server::run<u8>()}`, into: `server::run`
fn coroutine(name: &str) -> Option<String> {
    Some(without_generics(name.strip_prefix("{async fn body of ")?.strip_suffix("()}")?))
}

/// from: `server::run::Run<u8>`, into: `server::run`
fn machine(name: &str) -> Option<String> {
    let path = without_generics(name);
    let (function, name) = path.rsplit_once("::")?;
    name.starts_with(char::is_uppercase).then(|| function.to_owned())
}

/// from: `<list::List<T> as Shown<u8>>::show::<u8>`, into: `<list::List as Shown>::show`
fn without_generics(path: &str) -> String {
    let (mut text, mut depth, mut before) = (String::new(), 0, ' ');
    // Of `<A as B>` itself the brackets stay.
    let outermost = u32::from(path.starts_with('<'));
    for (at, char) in path.char_indices() {
        let is_arrow = char == '>' && matches!(before, '-' | '=');
        before = char;
        let is_first = outermost == 1 && (at == 0 || text.starts_with('<') && !text.contains('>'));
        let kept = u32::from(is_first);
        match char {
            '<' => {
                depth += 1;
                text.extend((depth == kept && at == 0).then_some(char));
            }
            '>' if !is_arrow => {
                text.extend((depth == kept).then_some(char));
                depth -= 1;
            }
            _ if depth <= kept => text.push(char),
            _ => {}
        }
    }
    text.replace("::::", "::").trim_end_matches(':').to_owned()
}

/// Generic functions have several futures. If each takes no more than its native one, the largest does not, nor the second largest, and so
/// on: of each function that pair is given which says the least for the machine.
fn pairs(native: &Futures, rewritten: &Futures) -> Vec<Size> {
    let sorted = |sizes: &[u64]| {
        let mut sizes = sizes.to_vec();
        sizes.sort_by_key(|size| std::cmp::Reverse(*size));
        sizes
    };
    let pair = |(function, sizes): (&String, &Vec<u64>)| {
        let others = rewritten.get(function)?;
        // If rustc made code of more of one form, only the largest are surely alike.
        let alike = if others.len() == sizes.len() { sizes.len() } else { 1 };
        let pairs = sorted(sizes).into_iter().zip(sorted(others)).take(alike);
        let (native, rewritten) = pairs.max_by(|a, b| (a.1 * b.0.max(1)).cmp(&(b.1 * a.0.max(1))))?;
        Some(Size { function: function.clone(), native, rewritten })
    };
    native.iter().filter_map(pair).collect()
}

/// Cargo compiles a target anew if its main file is newer.
fn touch(root: &Path) -> Result<()> {
    let now = std::time::SystemTime::now();
    for entry in walkdir::WalkDir::new(root).into_iter().filter_map(|entry| entry.ok()) {
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            std::fs::File::options().append(true).open(entry.path())?.set_modified(now)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_in_both_forms() {
        let of = |line: &str, of: fn(&str) -> Option<String>| of(&told(line)?.0);
        let native = "print-type-size type: `{async fn body of <list::List<Vec<u8>> as Shown<u8>>::show<u8>()}`: 80 bytes, alignment: 8 bytes";
        let rewritten = "print-type-size type: `<list::List<T> as Shown<U>>::show::Show<fn() -> u8, Vec<u8>>`: 64 bytes, alignment: 8 bytes";
        assert_eq!(of(native, coroutine).as_deref(), Some("<list::List as Shown>::show"));
        assert_eq!(of(rewritten, machine).as_deref(), Some("<list::List as Shown>::show"));
        assert_eq!(
            of("print-type-size type: `server::Server::run::Run<u8>`: 8 bytes, alignment: 8 bytes", machine).as_deref(),
            Some("server::Server::run")
        );
        assert_eq!(of("print-type-size     field `.x`: 8 bytes", machine), None);
    }

    #[test]
    fn of_a_generic_function_the_worst_pair_counts() {
        let native = Futures::from([("f".into(), vec![80, 16]), ("g".into(), vec![8]), ("h".into(), vec![8])]);
        let rewritten = Futures::from([("f".into(), vec![24, 40]), ("g".into(), vec![4, 2])]);
        let size = |function: &str, native, rewritten| Size { function: function.into(), native, rewritten };
        assert_eq!(pairs(&native, &rewritten), [size("f", 16, 24), size("g", 8, 4)]);
    }
}

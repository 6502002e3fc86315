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
    let (native, rewritten) = (types(native, subject)?, types(rewritten, subject)?);
    Ok(pairs(&coroutines(&native), &machines(&rewritten, &native)))
}

/// What rustc tells: types, and how many bytes they take. The same type in two programs is one.
type Types = BTreeSet<(String, u64)>;

/// By function, what each of its futures takes.
type Futures = BTreeMap<String, Vec<u64>>;

fn types(root: &Path, subject: &Subject) -> Result<Types> {
    let mut command = Command::new(cargo());
    command.args(["build", "--quiet"]);
    targets(&mut command, subject);
    settings(&mut command, root);
    command.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env(BETWEEN, "1");
    // Of what is built already rustc is not asked again.
    touch(root)?;
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let output = BufReader::new(child.stdout.take().ok_or("cargo has no output")?);
    let types = output.lines().map_while(|line| line.ok()).filter_map(|line| told(&line)).collect();
    match child.wait()?.success() {
        true => Ok(types),
        false => Err("what was built does not build again".into()),
    }
}

/// from: `{async fn body of server::run<u8>()}`, into: `server::run`
fn coroutines(types: &Types) -> Futures {
    let function = |name: &str| name.strip_prefix("{async fn body of ")?.strip_suffix("()}").map(without_generics);
    by_function(types.iter().filter_map(|(name, bytes)| Some((function(name)?, *bytes))))
}

/// What is declared in a function, but for what stands there natively, and for the enum of a machine's steps.
///
/// from: `server::run::Run<u8>`, into: `server::run`
fn machines(types: &Types, natively: &Types) -> Futures {
    let made: Vec<(String, u64)> =
        types.difference(natively).map(|(name, bytes)| (without_generics(name), *bytes)).collect();
    let steps: BTreeSet<String> = made.iter().map(|(path, _)| format!("{path}Step")).collect();
    let function = |path: &str| {
        let (function, name) = path.rsplit_once("::")?;
        name.starts_with(char::is_uppercase).then(|| function.to_owned())
    };
    let machines = made.iter().filter(|(path, _)| !steps.contains(path));
    by_function(machines.filter_map(|(path, bytes)| Some((function(path)?, *bytes))))
}

fn by_function(sizes: impl Iterator<Item = (String, u64)>) -> Futures {
    let mut futures = Futures::new();
    sizes.for_each(|(function, bytes)| futures.entry(function).or_default().push(bytes));
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

/// from: `<list::List<T> as Shown<u8>>::show::<u8>`, into: `<list::List as Shown>::show`
fn without_generics(path: &str) -> String {
    // Of `<A as B>` itself the brackets stay.
    if let Some((inside, rest)) = path.strip_prefix('<').and_then(brackets_end) {
        return format!("<{}>{}", without_generics(inside), without_generics(rest));
    }
    match path.split_once('<').and_then(|(before, rest)| Some((before, brackets_end(rest)?.1))) {
        Some((before, rest)) => before.trim_end_matches("::").to_owned() + &without_generics(rest),
        None => path.to_owned(),
    }
}

/// What stands before the `>` that belongs to a `<` before the text, and what stands behind it.
fn brackets_end(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (at, char) in text.char_indices() {
        match char {
            '<' => depth += 1,
            // That of `->` is none.
            '>' if text[..at].ends_with('-') => {}
            '>' if depth == 0 => return Some((&text[..at], &text[at + 1..])),
            '>' => depth -= 1,
            _ => {}
        }
    }
    None
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
        let types = |names: &[(&str, u64)]| -> Types {
            let line = |(name, bytes): &(&str, u64)| {
                told(&format!("print-type-size type: `{name}`: {bytes} bytes, alignment: 1 bytes"))
            };
            names.iter().filter_map(line).collect()
        };
        let show = "<list::List as Shown>::show".to_owned();
        let native = types(&[
            ("{async fn body of <list::List<Vec<u8>> as Shown<u8>>::show<u8>()}", 80),
            ("{async fn body of server::Server::<u8>::run()}", 16),
            ("server::Server::run::Kept<u8>", 4),
        ]);
        let rewritten = types(&[
            ("<list::List<T> as Shown<U>>::show::Show<fn() -> u8, Vec<u8>>", 64),
            ("<list::List<T> as Shown<U>>::show::ShowStep", 1),
            ("server::Server::<T>::run::Run<u8>", 8),
            ("server::Server::<T>::run::Run<u16>", 12),
            ("server::Server::run::Kept<u8>", 4),
        ]);
        assert_eq!(coroutines(&native), [(show.clone(), vec![80]), ("server::Server::run".into(), vec![16])].into());
        assert_eq!(
            machines(&rewritten, &native),
            [(show, vec![64]), ("server::Server::run".into(), vec![12, 8])].into()
        );
        assert_eq!(told("print-type-size     field `.x`: 8 bytes"), None);
    }

    #[test]
    fn of_a_generic_function_the_worst_pair_counts() {
        let native = Futures::from([("f".into(), vec![80, 16]), ("g".into(), vec![8]), ("h".into(), vec![8])]);
        let rewritten = Futures::from([("f".into(), vec![24, 40]), ("g".into(), vec![4, 2])]);
        let size = |function: &str, native, rewritten| Size { function: function.into(), native, rewritten };
        assert_eq!(pairs(&native, &rewritten), [size("f", 16, 24), size("g", 8, 4)]);
    }
}

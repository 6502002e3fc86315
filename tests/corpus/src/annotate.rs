//! Puts the attribute on functions, and leaves every line where it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::Result;
use crate::functions::{self, Found, Function, Verdict};

/// All functions below `root`, in files whose path does not say `target`. Files that are no Rust are named.
pub fn find_all(root: &Path) -> (Found, Vec<String>) {
    let mut all = Found::default();
    let mut unreadable = Vec::new();
    functions::forget_others();
    let inner = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_owned();
    let files = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name == "target" || name.starts_with('.'))
    });
    for entry in files.flatten().filter(|entry| entry.path().extension().is_some_and(|name| name == "rs")) {
        let file = inner(entry.path());
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        match functions::find(root, &file, &text) {
            Ok(found) => {
                all.functions.extend(found.functions);
                all.in_macros += found.in_macros;
            }
            Err(error) => unreadable.push(format!("{}: {error}", file.display())),
        }
    }
    (all, unreadable)
}

/// Writes the sources of `from` to `to`, with the attribute on every function that is to be rewritten.
///
/// A file that says already what it should is not touched, so that cargo need not look at it again.
pub fn annotate(from: &Path, to: &Path, functions: &[Function]) -> Result<()> {
    let mut files: BTreeMap<&PathBuf, Vec<(usize, &str)>> = BTreeMap::new();
    for function in functions {
        let positions = files.entry(&function.file).or_default();
        if matches!(function.verdict, Verdict::Rewritten) {
            positions.push((function.at, function.origin.argument()));
        }
    }
    for (file, mut positions) in files {
        positions.sort_unstable();
        let mut text = fs::read_to_string(from.join(file))?;
        for (at, argument) in positions.into_iter().rev() {
            text.insert_str(at, &format!("#[::manual_async::manual_async({argument})] "));
        }
        let path = to.join(file);
        if fs::read_to_string(&path).is_ok_and(|now| now == text) {
            continue;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

//! Files of the project that tests write, and afterwards compare.

use std::{env, fs, path::Path};

/// The text of a file of the project.
pub fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of the files in a directory of the project that end in `end`, without that, sorted.
pub fn names(directory: &str, end: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(end)?.to_owned())).collect();
    names.sort();
    names
}

/// How a file differs from what it should hold. With `MANUAL_ASYNC_BLESS` it is written instead.
pub fn difference(path: &str, expected: &str) -> Option<String> {
    let full_path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let kept = fs::read_to_string(&full_path).unwrap_or_default().replace("\r\n", "\n");
    if kept == expected {
        return None;
    }
    if env::var_os("MANUAL_ASYNC_BLESS").is_some() {
        fs::write(&full_path, expected).unwrap_or_else(|error| panic!("{path}: {error}"));
        return None;
    }
    let same = kept.lines().zip(expected.lines()).take_while(|(kept, expected)| kept == expected).count();
    let around = |text: &str, sign: char| -> String {
        text.lines().skip(same).take(8).map(|line| format!("{sign} {line}\n")).collect()
    };
    let (kept, expected) = (around(&kept, '-'), around(expected, '+'));
    Some(format!("{path}, from line {} on (- is kept, + is right):\n{kept}{expected}", same + 1))
}

/// Fails if there is a difference, and says how to accept it.
#[track_caller]
pub fn accept(differences: Vec<String>) {
    let listed = differences.join("\n");
    assert!(differences.is_empty(), "{listed}\nMANUAL_ASYNC_BLESS=1 cargo test --test expand   writes what is right\n");
}

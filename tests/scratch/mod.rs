//! Crates that a test writes, and gives to cargo.
#![allow(dead_code, reason = "every test that includes this module uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A directory with one package in it, which depends on `manual-async`.
pub struct Scratch {
    root: PathBuf,
    /// Are functions left as they were written where no code is made, as they are if nothing is said?
    checks_as_written: bool,
}

impl Scratch {
    /// A package without source files. It depends on `manual-async` under the name `dependency`, with `details` such as
    /// its features; `manifest` is what its manifest says beside that.
    pub fn new(name: &str, edition: &str, dependency: &str, details: &str, manifest: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let workspace = env!("CARGO_MANIFEST_DIR");
        let _ = fs::remove_dir_all(root.join("src"));
        fs::create_dir_all(root.join("src/bin")).expect("a directory for a scratch crate");
        let scratch = Scratch { root, checks_as_written: false };
        scratch.write(
            "Cargo.toml",
            &format!(
                "[workspace]\n[package]\nname = {name:?}\nedition = {edition:?}\n{manifest}\n\
                [dependencies]\n{dependency} = {{ path = {workspace:?}, {details} }}\n"
            ),
        );
        if let Ok(lock) = fs::read_to_string(Path::new(workspace).join("Cargo.lock")) {
            scratch.write("Cargo.lock", &lock);
        }
        scratch
    }

    /// `cargo check` looks at the functions alone. It looks at their machines if this is not said.
    pub fn checking_as_written(self) -> Self {
        Scratch { checks_as_written: true, ..self }
    }

    /// Writes a file of the package.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Runs cargo in the package, without the network and without the flags of the surrounding build.
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).arg("--offline").current_dir(&self.root);
        // What rustc says twice depends on whether it compiles incrementally, which it does if nothing is said.
        let built = ["CARGO_BUILD_TARGET", "CARGO_TARGET_DIR", "CARGO_INCREMENTAL"];
        for flags in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTDOCFLAGS"].into_iter().chain(built) {
            cargo.env_remove(flags);
        }
        match self.checks_as_written {
            true => cargo.env_remove("MANUAL_ASYNC_CHECK"),
            false => cargo.env("MANUAL_ASYNC_CHECK", "machines"),
        };
        // One for all of them, so that what they depend on is built once.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch-target");
        cargo.env("CARGO_TARGET_DIR", target).env("RUST_BACKTRACE", "0");
        cargo.output().expect("cargo runs")
    }

    /// The same, and it must succeed without a word of warning.
    #[track_caller]
    pub fn cargo_succeeds(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cargo {arguments:?} failed:\n{said}");
        assert!(!said.contains("warning:"), "cargo {arguments:?} warns:\n{said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// A file of `tests/`.
pub fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files in a directory of `tests/`, sorted by name: each name without `.rs`, and the text.
pub fn sources(directory: &str) -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(directory);
    let entries = fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let paths = entries.map(|entry| entry.expect("an entry of the directory").path());
    let mut sources: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let name = path.file_stem().expect("a file name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a source file");
            (name, text)
        })
        .collect();
    sources.sort();
    sources
}

/// What `rustc --version` says.
pub fn rustc_version() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

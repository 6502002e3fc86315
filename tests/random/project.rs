//! The scratch crate: source files with the functions in both forms, compiled once and run.

use crate::generator::Function;
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// How many functions stand in one program: programs are compiled side by side.
const PER_PROGRAM: usize = 250;

pub struct Project {
    root: PathBuf,
    programs: usize,
}

impl Project {
    /// Writes the crate, in a directory of its own.
    pub fn write(name: &str, functions: &[Function]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        let _ = fs::remove_dir_all(root.join("src"));
        fs::create_dir_all(root.join("src/bin")).expect("a directory for the generated crate");
        let project = Project { root, programs: functions.len().div_ceil(PER_PROGRAM) };
        project.write_file("Cargo.toml", &manifest(workspace));
        if let Ok(lock) = fs::read_to_string(workspace.join("Cargo.lock")) {
            project.write_file("Cargo.lock", &lock);
        }
        for (i, part) in functions.chunks(PER_PROGRAM).enumerate() {
            project.write_file(&format!("src/bin/part{i}.rs"), &program(workspace, part));
        }
        project
    }

    fn write_file(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Compiles all programs; flags and toolchain are those of this run, sanitizers included.
    pub fn build(&self) -> Result<(), String> {
        let output = self.cargo(&["build", "--bins", "--keep-going"]);
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let errors: Vec<_> =
            said.lines().filter(|line| !line.trim_start().starts_with("Compiling")).take(200).collect();
        Err(format!("the generated crate in {} does not compile:\n{}", self.root.display(), errors.join("\n")))
    }

    /// Runs all programs side by side; gives what they print.
    pub fn run(&self) -> String {
        let start = |i: usize| {
            let mut command = self.command(&["run", "--quiet", "--bin", &format!("part{i}")]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("cargo runs")
        };
        let mut said = String::new();
        let programs: Vec<usize> = (0..self.programs).collect();
        for pair in programs.chunks(2) {
            let running: Vec<_> = pair.iter().map(|&i| start(i)).collect();
            for program in running {
                let output = program.wait_with_output().expect("a program of the generated crate ends");
                said += &String::from_utf8_lossy(&output.stdout);
                if !output.status.success() {
                    writeln!(said, "FAILED {}\n{}", output.status, last_lines(&output.stderr)).unwrap();
                }
            }
        }
        said
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).arg("--offline").current_dir(&self.root);
        cargo.env("CARGO_TARGET_DIR", self.root.join("target"));
        cargo
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("cargo runs")
    }
}

/// The end of what a program that died wrote: the cases that were running, among others.
fn last_lines(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}

fn manifest(workspace: &Path) -> String {
    format!(
        "[workspace]\n\n[package]\nname = \"random-functions\"\nedition = \"2024\"\n\n\
        [dependencies]\nmanual-async = {{ path = {workspace:?}, default-features = false }}\n\n\
        [profile.dev]\ndebug = false\nincremental = false\n"
    )
}

fn program(workspace: &Path, functions: &[Function]) -> String {
    let mut text = String::from("#![allow(warnings)]\n\n");
    let harness = workspace.join("tests/harness/mod.rs");
    writeln!(text, "#[macro_use]\n#[path = {harness:?}]\nmod harness;\n").unwrap();
    for (module, attribute) in [("native", ""), ("manual", "#[::manual_async::manual_async]\n")] {
        writeln!(text, "mod {module} {{\nuse crate::harness::*;\n").unwrap();
        for function in functions {
            writeln!(text, "{attribute}{}", function.source).unwrap();
        }
        text.push_str("}\n\n");
    }
    text.push_str("static CASES: &[harness::Case] = &[\n");
    for function in functions {
        writeln!(text, "    {}", function.case).unwrap();
    }
    text.push_str("];\n\nuse harness::noisy;\n\nfn main() {\n    harness::compare_all(CASES);\n}\n");
    text
}

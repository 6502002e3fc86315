//! The scratch crate: source files with the functions in both forms, compiled once and run.

use crate::{
    diagnosis::{Broken, broken_functions},
    generator::Function,
};
use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

/// How many functions stand in one program: programs are compiled side by side.
const PER_PROGRAM: usize = 250;

pub struct Project {
    root: PathBuf,
    programs: usize,
}

impl Project {
    /// Writes the crate, in a directory of its own.
    pub fn write<'f>(name: &str, functions: impl Iterator<Item = &'f Function>) -> Self {
        let functions: Vec<&Function> = functions.collect();
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

    /// Compiles all programs; flags and toolchain are those of this run, sanitizers included. Gives the functions that
    /// do not compile.
    pub fn build(&self) -> Broken {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--bins", "--keep-going", "--offline"]).current_dir(&self.root);
        let output = cargo.env("CARGO_TARGET_DIR", self.root.join("target")).output().expect("cargo runs");
        if output.status.success() {
            return Broken::new();
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let read = |file: &str| fs::read_to_string(self.root.join(file)).unwrap_or_default();
        let place = self.root.display();
        broken_functions(&said, read).unwrap_or_else(|why| panic!("the crate in {place} does not compile:\n{why}"))
    }

    /// Runs all programs, two at a time; gives what they print.
    pub fn run(&self) -> String {
        let programs: Vec<usize> = (0..self.programs).collect();
        let run_pair = |pair: &[usize]| -> String {
            thread::scope(|scope| {
                let running: Vec<_> = pair.iter().map(|&i| scope.spawn(move || self.run_program(i))).collect();
                running.into_iter().map(|said| said.join().expect("a program of the generated crate ends")).collect()
            })
        };
        programs.chunks(2).map(run_pair).collect()
    }

    /// Runs one program. Should it die, those that were running are tried alone, and then all the others.
    fn run_program(&self, program: usize) -> String {
        let (mut all, mut alone): (String, Vec<String>) = Default::default();
        loop {
            let (said, death) = self.run_cases(program, "skip", &alone);
            let Some(death) = death else { return all + &finished_part(&said) };
            let suspects = running_at_the_end(&said);
            all += &finished_part(&said);
            for name in &suspects {
                let (said, death) = self.run_cases(program, "only", std::slice::from_ref(name));
                all += &death
                    .map_or(finished_part(&said), |death| format!("FAILED {name}: it kills the process, {death}\n"));
            }
            if suspects.is_empty() {
                return format!("{all}FAILED part{program}: {death}\n");
            }
            // What is done need not be done again.
            alone.extend(suspects);
            alone.extend(said.lines().filter_map(|line| line.strip_prefix("done ")).map(str::to_owned));
        }
    }

    /// What a program prints for these cases, and how it died, if it did.
    fn run_cases(&self, program: usize, mode: &str, cases: &[String]) -> (String, Option<String>) {
        let target = env::var("CARGO_BUILD_TARGET").unwrap_or_default();
        let path = self.root.join("target").join(target).join(format!("debug/part{program}"));
        let mut command = Command::new(path);
        let output = command.arg(mode).args(cases).env("RUST_BACKTRACE", "0").output().expect("the program starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let stderr = String::from_utf8_lossy(&output.stderr);
        (said, (!output.status.success()).then(|| format!("{}: {}", output.status, stderr.trim())))
    }
}

/// The cases that were begun and not ended.
fn running_at_the_end(said: &str) -> Vec<String> {
    let begun = said.lines().filter_map(|line| line.strip_prefix("running "));
    begun.filter(|name| !said.lines().any(|line| line.strip_prefix("done ") == Some(name))).map(str::to_owned).collect()
}

/// The reports of a program that died.
fn finished_part(said: &str) -> String {
    let lines = said.lines().filter(|line| !line.starts_with("running ") && !line.starts_with("done "));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn manifest(workspace: &Path) -> String {
    format!(
        "[workspace]\n\n[package]\nname = \"random-functions\"\nedition = \"2024\"\n\n\
        [dependencies]\nmanual-async = {{ path = {workspace:?}, default-features = false }}\n\n\
        [profile.dev]\ndebug = false\nincremental = false\n"
    )
}

fn program(workspace: &Path, functions: &[&Function]) -> String {
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

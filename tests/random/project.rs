//! The scratch crates, one for each edition: source files with the functions in both forms, compiled once and run.

use crate::{
    diagnosis::{Broken, broken_functions},
    generator::{ATTRIBUTE, Edition, Function},
    nestings::MACROS,
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

/// The feature of the generated packages that leaves out all but the native form.
const NATIVE: &str = "native";

pub struct Project {
    root: PathBuf,
    /// Their names.
    programs: Vec<String>,
}

impl Project {
    /// Writes the crates, in a directory of their own, without the functions that are broken. The macro is compiled at
    /// `macro_level`.
    pub fn write(name: &str, macro_level: u32, functions: &[Function], broken: &Broken) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut project = Project { root, programs: Vec::new() };
        project.write_file("Cargo.toml", &workspace_manifest(macro_level));
        project.write_file("harness/Cargo.toml", "[package]\nname = \"random-harness\"\nedition = \"2024\"\n");
        project.write_file("harness/src/lib.rs", &harness(workspace));
        if let Ok(lock) = fs::read_to_string(workspace.join("Cargo.lock")) {
            project.write_file("Cargo.lock", &lock);
        }
        for edition in Edition::ALL {
            let functions: Vec<&Function> = functions.iter().filter(|f| f.edition == edition).collect();
            let year = edition.year();
            let bins = format!("e{year}/src/bin");
            project.write_file(&format!("e{year}/Cargo.toml"), &manifest(workspace, year));
            // A package has to have something in it, if all functions are in the other edition.
            project.write_file(&format!("e{year}/src/lib.rs"), "");
            let mut programs = Vec::new();
            for (i, part) in functions.chunks(PER_PROGRAM).enumerate() {
                let part: Vec<&Function> = part.iter().copied().filter(|f| !broken.contains_key(&f.number)).collect();
                let name = format!("part{i}_{year}");
                project.write_file(&format!("{bins}/{name}.rs"), &program(&part));
                programs.push(name);
            }
            project.remove_all_but(&bins, &programs);
            project.programs.extend(programs);
        }
        project
    }

    /// Removes the programs of an earlier run.
    fn remove_all_but(&self, directory: &str, programs: &[String]) {
        let Ok(files) = fs::read_dir(self.root.join(directory)) else { return };
        for path in files.map(|file| file.expect("the directory can be read").path()) {
            let name = path.file_stem().and_then(|name| name.to_str());
            if !name.is_some_and(|name| programs.iter().any(|program| program == name)) {
                fs::remove_file(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
        }
    }

    /// Leaves a file that is so already as it is: it need not be compiled again.
    fn write_file(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap_or(&self.root)).expect("a directory for the generated crate");
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Checks the native form alone, which is soon done. Gives the functions that are wrong.
    pub fn check_native(&self) -> Broken {
        let features = Edition::ALL.map(|edition| format!("random-{}/{NATIVE}", edition.year())).join(",");
        self.cargo(&["check", "--features", &features])
    }

    /// Compiles all programs. Gives the functions that do not compile.
    pub fn build(&self) -> Broken {
        self.cargo(&["build"])
    }

    /// Flags and toolchain are those of this run, sanitizers included.
    fn cargo(&self, command: &[&str]) -> Broken {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(command).args(["--workspace", "--bins", "--keep-going", "--offline"]).current_dir(&self.root);
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
        let run_pair = |pair: &[String]| -> String {
            thread::scope(|scope| {
                let running: Vec<_> = pair.iter().map(|name| scope.spawn(move || self.run_program(name))).collect();
                running.into_iter().map(|said| said.join().expect("a program of the generated crate ends")).collect()
            })
        };
        self.programs.chunks(2).map(run_pair).collect()
    }

    /// Runs one program. Should it die, those that were running are tried alone, and then all the others.
    fn run_program(&self, program: &str) -> String {
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
                return format!("{all}FAILED {program}: {death}\n");
            }
            // What is done need not be done again.
            alone.extend(suspects);
            alone.extend(said.lines().filter_map(|line| line.strip_prefix("done ")).map(str::to_owned));
        }
    }

    /// What a program prints for these cases, and how it died, if it did.
    fn run_cases(&self, program: &str, mode: &str, cases: &[String]) -> (String, Option<String>) {
        let target = env::var("CARGO_BUILD_TARGET").unwrap_or_default();
        let path = self.root.join("target").join(target).join("debug").join(program);
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

fn workspace_manifest(macro_level: u32) -> String {
    format!(
        "[workspace]\nmembers = [\"harness\", \"e2021\", \"e2024\"]\nresolver = \"3\"\n\n\
        [profile.dev]\ndebug = false\nincremental = false\n\n\
        [profile.dev.package.random-harness]\nopt-level = 1\n\n\
        [profile.dev.build-override]\nopt-level = {macro_level}\n"
    )
}

fn manifest(workspace: &Path, year: u32) -> String {
    format!(
        "[package]\nname = \"random-{year}\"\nedition = \"{year}\"\n\n\
        [features]\n{NATIVE} = []\n\n[dependencies]\nrandom-harness = {{ path = \"../harness\" }}\nmanual-async = {{ path = {workspace:?}, default-features = false }}\n\
        futures = {{ version = \"0.3\", default-features = false, features = [\"async-await\", \"std\"] }}\n\
        tokio = {{ version = \"1\", default-features = false, features = [\"macros\"] }}\n"
    )
}

/// What the programs share is compiled once.
fn harness(workspace: &Path) -> String {
    let harness = workspace.join("tests/harness/mod.rs");
    format!("#![allow(warnings)]\n#[macro_use]\n#[path = {harness:?}]\npub mod harness;\n")
}

fn program(functions: &[&Function]) -> String {
    let mut text = String::from("#![allow(warnings)]\n\n");
    text.push_str("#[macro_use]\nextern crate random_harness;\nuse random_harness::harness;\n");
    text.push_str(MACROS);
    let manual = ("manual", "#[::manual_async::manual_async]", "::manual_async::machine!($($block)*)");
    let rewritten = format!("#[cfg(not(feature = {NATIVE:?}))]\n");
    for (module, attribute, block) in [("native", "", "$($block)*"), manual] {
        text.push_str(if attribute.is_empty() { "" } else { &rewritten });
        writeln!(text, "mod {module} {{\nuse crate::harness::*;").unwrap();
        writeln!(text, "macro_rules! block {{ ($($block:tt)*) => {{ {block} }}; }}\n").unwrap();
        for function in functions {
            writeln!(text, "{}", function.source.replace(ATTRIBUTE, attribute)).unwrap();
        }
        text.push_str("}\n\n");
    }
    writeln!(text, "{rewritten}static CASES: &[harness::Case] = &[").unwrap();
    for function in functions {
        writeln!(text, "    {}", function.case).unwrap();
    }
    text.push_str("];\n\nuse harness::{call, halves, noisy, number};\n\n");
    write!(text, "fn main() {{\n    {rewritten}    harness::compare_all(CASES);\n}}\n").unwrap();
    text
}

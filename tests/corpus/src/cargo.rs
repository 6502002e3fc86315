//! Runs cargo on a copy, and reads what it says.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Result;
use crate::source::{Subject, cargo, work_folder};

/// What came of a build.
#[derive(Default)]
pub struct Build {
    pub succeeded: bool,
    /// Test programs.
    pub programs: Vec<Program>,
    /// The compiler's errors, as it gives them.
    pub errors: Vec<Error>,
    /// Whether the library itself was built, tests or not.
    pub has_library: bool,
    /// How long the crate's own targets took.
    pub time: Duration,
    /// What cargo said itself.
    pub stderr: String,
}

/// A test program.
pub struct Program {
    pub kind: String,
    pub target: String,
    pub path: PathBuf,
}

/// One error, in one target.
pub struct Error {
    pub kind: String,
    pub target: String,
    /// The target's main file.
    pub path: PathBuf,
    pub message: Value,
}

/// How far rustc goes.
#[derive(Clone, Copy)]
pub enum Depth {
    /// As far as there are errors in functions: no code is made.
    Check,
    Build,
}

/// Builds everything in `root` that has tests, and the examples.
pub fn build(root: &Path, subject: &Subject, depth: Depth) -> Result<Build> {
    let mut command = Command::new(cargo());
    command.arg(match depth {
        Depth::Check => "check",
        Depth::Build => "build",
    });
    command.args(["--keep-going", "--message-format=json"]);
    targets(&mut command, subject);
    settings(&mut command, root);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let stderr = child.stderr.take();
    let words = std::thread::spawn(move || {
        let lines = stderr.map(|stderr| BufReader::new(stderr).lines().map_while(|line| line.ok()).collect::<Vec<_>>());
        lines.unwrap_or_default().join("\n")
    });
    let mut build = Build::default();
    let mut own = Instant::now();
    for line in BufReader::new(child.stdout.take().ok_or("cargo has no output")?).lines() {
        let Ok(message) = serde_json::from_str::<Value>(&line?) else { continue };
        let is_own = message["manifest_path"].as_str().is_some_and(|path| Path::new(path).starts_with(root));
        if is_own {
            build.read(&message);
        } else if message["reason"] == "compiler-artifact" {
            own = Instant::now();
        }
    }
    build.time = own.elapsed();
    build.succeeded = child.wait()?.success();
    build.stderr = words.join().unwrap_or_default();
    Ok(build)
}

/// Everything that has tests, and the examples.
pub fn targets(command: &mut Command, subject: &Subject) {
    command.args(["--bins", "--tests", "--examples"]);
    if !subject.features.is_empty() {
        command.arg("--features").arg(subject.features.join(","));
    }
}

/// All copies share one build folder, so that what they depend on is built once.
pub fn settings(command: &mut Command, root: &Path) {
    command.current_dir(root).env("CARGO_TARGET_DIR", work_folder().join("build"));
    command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_TEST_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    // Without it `cargo check` would look at the functions as they were written.
    command.env("MANUAL_ASYNC_CHECK", "machines");
}

impl Build {
    fn read(&mut self, message: &Value) {
        let target = &message["target"];
        let kind = target["kind"][0].as_str().unwrap_or_default().to_owned();
        let name = target["name"].as_str().unwrap_or_default().to_owned();
        match message["reason"].as_str() {
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let path = target["src_path"].as_str().unwrap_or_default().into();
                self.errors.push(Error { kind, target: name, path, message: message["message"].clone() });
            }
            Some("compiler-artifact") if message["profile"]["test"] == true => {
                if let Some(path) = message["executable"].as_str() {
                    self.programs.push(Program { kind, target: name, path: path.into() });
                }
            }
            Some("compiler-artifact") if !KINDS_WITHOUT_LIBRARY.contains(&kind.as_str()) => self.has_library = true,
            _ => {}
        }
    }
}

const KINDS_WITHOUT_LIBRARY: [&str; 5] = ["test", "example", "bin", "bench", "custom-build"];

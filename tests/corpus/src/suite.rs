//! Runs test programs, and compares what two builds of the same tests say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Result;
use crate::cargo::{Program, settings};
use crate::manifest::Manifest;
use crate::source::{Subject, cargo};

/// What came of one test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Passed,
    Failed,
    Ignored,
    /// It did not come to an end in time, or ended the whole program.
    Died,
}

/// `kind target::test`, and what came of it.
pub type Outcomes = BTreeMap<String, Outcome>;

/// A copy whose test programs are built.
pub struct Suite<'a> {
    pub root: &'a Path,
    pub subject: &'a Subject,
    pub manifest: &'a Manifest,
    pub programs: &'a [Program],
    pub timeout: Duration,
}

impl Suite<'_> {
    /// Runs everything.
    pub fn run(&self) -> Result<Outcomes> {
        let mut outcomes = Outcomes::new();
        for program in self.programs {
            let label = label(program);
            if !self.manifest.has_harness(&program.kind, &program.target) {
                outcomes.insert(label, self.judge(self.command(program))?);
                continue;
            }
            let mut found = self.run_tests(program, &[])?;
            for test in self.list(program)? {
                if !found.contains_key(&test) {
                    let alone = self.run_tests(program, &[&test, "--exact"])?;
                    found.insert(test.clone(), alone.get(&test).copied().unwrap_or(Outcome::Died));
                }
            }
            outcomes.extend(found.into_iter().map(|(test, outcome)| (format!("{label}::{test}"), outcome)));
        }
        Ok(outcomes)
    }

    /// Runs the examples in the documentation, which are no programs of their own.
    pub fn run_documentation(&self) -> Result<Outcomes> {
        let mut command = Command::new(cargo());
        command.args(["test", "--doc", "--no-fail-fast"]);
        if !self.subject.features.is_empty() {
            command.arg("--features").arg(self.subject.features.join(","));
        }
        settings(&mut command, self.root);
        let output = command.output()?;
        Ok(String::from_utf8_lossy(&output.stdout).lines().filter_map(documentation_line).collect())
    }

    /// Whether `name` passes at least once in `times`, run on its own.
    pub fn passes_alone(&self, name: &str, times: usize) -> Result<bool> {
        for program in self.programs {
            let Some(test) = name.strip_prefix(&label(program)).and_then(|rest| rest.strip_prefix("::")) else {
                continue;
            };
            for _ in 0..times {
                if self.run_tests(program, &[test, "--exact"])?.get(test) == Some(&Outcome::Passed) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn list(&self, program: &Program) -> Result<Vec<String>> {
        let output = self.command(program).args(["--list", "--format", "terse"]).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
    }

    /// The log has a line for each test that ended: `ok NAME`, `failed NAME`, `ignored NAME`.
    fn run_tests(&self, program: &Program, arguments: &[&str]) -> Result<Outcomes> {
        let log = program.path.with_extension("log");
        let _ = fs::remove_file(&log);
        let mut command = self.command(program);
        command.args(arguments).arg("--logfile").arg(&log);
        self.judge(command)?;
        let text = fs::read_to_string(&log).unwrap_or_default();
        Ok(text.lines().filter_map(log_line).collect())
    }

    fn command(&self, program: &Program) -> Command {
        let mut command = Command::new(&program.path);
        settings(&mut command, self.root);
        command.env("CARGO", cargo()).env("CARGO_MANIFEST_DIR", self.root);
        command.env("CARGO_PKG_NAME", &self.subject.name).env("CARGO_PKG_VERSION", &self.subject.version);
        command
    }

    fn judge(&self, mut command: Command) -> Result<Outcome> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let start = Instant::now();
        loop {
            match child.try_wait()? {
                Some(status) if status.success() => return Ok(Outcome::Passed),
                Some(status) if status.code().is_some() => return Ok(Outcome::Failed),
                Some(_) => return Ok(Outcome::Died),
                None if start.elapsed() > self.timeout => {
                    child.kill()?;
                    child.wait()?;
                    return Ok(Outcome::Died);
                }
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

/// from: `ok tests::parses - should panic`, into: `tests::parses`, passed
fn log_line(line: &str) -> Option<(String, Outcome)> {
    let (word, test) = line.split_once(' ')?;
    let outcome = match word {
        "ok" => Outcome::Passed,
        "failed" => Outcome::Failed,
        "ignored" => Outcome::Ignored,
        _ => return None,
    };
    // A reason may follow: `ignored NAME, because ..`.
    let test = test.split(", ").next().unwrap_or(test).trim_end_matches(" - should panic");
    Some((test.to_owned(), outcome))
}

/// from: `test src/lib.rs - Pool::get (line 12) - compile ... ok`, into: `doc src/lib.rs - Pool::get (line 12)`, passed
fn documentation_line(line: &str) -> Option<(String, Outcome)> {
    let (test, outcome) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    let outcome = match outcome {
        "ok" => Outcome::Passed,
        "FAILED" => Outcome::Failed,
        "ignored" => Outcome::Ignored,
        _ => return None,
    };
    Some((format!("doc {test}"), outcome))
}

fn label(program: &Program) -> String {
    format!("{} {}", program.kind, program.target)
}

//! One crate: copied, built and tested as it was published, then rewritten.

use std::path::Path;
use std::time::Duration;

use crate::functions::{Function, Verdict};
use crate::manifest::Manifest;
use crate::sizes::Size;
use crate::source::{Subject, copy, work_folder};
use crate::suite::{Outcome, Outcomes, Suite};
use crate::{Result, annotate, cargo, culprits, sizes};

/// How to go about it.
pub struct Options {
    pub timeout: Duration,
    pub depth: cargo::Depth,
    pub tests: bool,
    pub documentation: bool,
    pub sizes: bool,
}

impl Options {
    fn test(&self, suite: &Suite) -> Result<Outcomes> {
        let mut outcomes = suite.run()?;
        if self.documentation {
            outcomes.extend(suite.run_documentation()?);
        }
        Ok(outcomes)
    }
}

/// What came of it.
pub struct Report {
    pub label: String,
    pub functions: Vec<Function>,
    pub in_macros: usize,
    /// Targets that do not build natively, and files that cannot be read.
    pub dropped: Vec<String>,
    /// Errors that no function could be found for. The rewritten form was not built, then.
    pub unexplained: Vec<String>,
    pub native: Form,
    pub rewritten: Form,
    /// How many builds it took until rustc had no error left.
    pub rounds: usize,
    /// Tests that pass natively, and not rewritten, however often they are tried.
    pub differ: Vec<String>,
    /// Tests that came out differently only at first.
    pub flaky: Vec<String>,
    /// If they were asked for.
    pub sizes: Option<Vec<Size>>,
}

/// One of the two forms.
#[derive(Default)]
pub struct Form {
    pub build: Duration,
    pub outcomes: Outcomes,
}

impl Form {
    pub fn passed(&self) -> usize {
        self.outcomes.values().filter(|outcome| **outcome == Outcome::Passed).count()
    }
}

impl Report {
    /// Whether every test that passes natively passes rewritten.
    pub fn is_equal(&self) -> bool {
        self.unexplained.is_empty() && self.differ.is_empty()
    }

    /// Whether every function is rewritten.
    pub fn is_complete(&self) -> bool {
        is_complete(&self.functions)
    }
}

/// Whether every function is rewritten.
pub fn is_complete(functions: &[Function]) -> bool {
    functions.iter().all(|function| matches!(function.verdict, Verdict::Rewritten))
}

/// Tries one crate.
pub fn run(subject: &Subject, options: &Options) -> Result<Report> {
    let folder = work_folder().join("sources").join(subject.label());
    let (native, rewritten) = (folder.join("native"), folder.join("rewritten"));
    let published = subject.locate()?;
    copy(&published, &native)?;
    let (mut manifest, mut dropped) = Manifest::read(&native)?;
    // What their authors build with is not asked for.
    for name in ["Cargo.lock", "rust-toolchain", "rust-toolchain.toml"] {
        std::fs::remove_file(native.join(name)).ok();
    }
    say(subject, "native build");
    let build = build_native(&native, subject, options.depth, &mut manifest, &mut dropped)?;
    let suite = |root, programs| Suite { root, subject, manifest: &manifest, programs, timeout: options.timeout };
    let mut report = Report::new(subject, &native, dropped);
    report.native.build = build.time;
    let natively = suite(&native, &build.programs);
    if options.tests {
        say(subject, "native tests");
        report.native.outcomes = options.test(&natively)?;
    }

    copy(&native, &rewritten)?;
    let build = report.build_rewritten(&native, &rewritten, subject, options.depth)?;
    report.rewritten.build = build.time;
    if options.tests && build.succeeded {
        say(subject, "rewritten tests");
        let suite = suite(&rewritten, &build.programs);
        report.rewritten.outcomes = options.test(&suite)?;
        report.compare(&suite)?;
    }
    if options.sizes && build.succeeded {
        say(subject, "sizes");
        report.sizes = Some(sizes::compare(&native, &rewritten, subject)?);
    }
    Ok(report)
}

/// Builds the crate as it is; targets that do not build are left out from here on.
fn build_native(
    root: &Path,
    subject: &Subject,
    depth: cargo::Depth,
    manifest: &mut Manifest,
    dropped: &mut Vec<String>,
) -> Result<cargo::Build> {
    loop {
        manifest.write(root)?;
        let build = cargo::build(root, subject, depth)?;
        if build.succeeded {
            return Ok(build);
        }
        let mut failed: Vec<(&str, &str, &Path)> =
            build.errors.iter().map(|error| (&*error.kind, &*error.target, &*error.path)).collect();
        failed.dedup();
        if failed.is_empty() || !build.has_library && failed.iter().any(|(kind, ..)| kind.contains("lib")) {
            return Err(format!("it does not build natively:\n{}", build.stderr).into());
        }
        let before = dropped.len();
        for (kind, target, path) in failed {
            let entry = format!("{kind} `{target}`: it does not build natively");
            if !dropped.contains(&entry) {
                manifest.drop_target(kind, target, path)?;
                dropped.push(entry);
            }
        }
        if dropped.len() == before {
            return Err(format!("what does not build cannot be left out:\n{}", build.stderr).into());
        }
    }
}

impl Report {
    fn new(subject: &Subject, native: &Path, mut dropped: Vec<String>) -> Self {
        let (found, unreadable) = annotate::find_all(native);
        dropped.extend(unreadable);
        Self {
            label: subject.label(),
            functions: found.functions,
            in_macros: found.in_macros,
            dropped,
            unexplained: Vec::new(),
            native: Form::default(),
            rewritten: Form::default(),
            rounds: 0,
            differ: Vec::new(),
            flaky: Vec::new(),
            sizes: None,
        }
    }

    /// Builds, takes the attribute off the functions that the errors lie in, and builds again, until it builds.
    fn build_rewritten(
        &mut self,
        native: &Path,
        rewritten: &Path,
        subject: &Subject,
        depth: cargo::Depth,
    ) -> Result<cargo::Build> {
        loop {
            self.rounds += 1;
            say(subject, &format!("rewritten build, round {}", self.rounds));
            annotate::annotate(native, rewritten, &self.functions)?;
            let build = cargo::build(rewritten, subject, depth)?;
            if build.succeeded {
                return Ok(build);
            }
            let messages = build.errors.iter().map(|error| &error.message);
            if culprits::blame(&mut self.functions, messages) == 0 {
                self.unexplained = build
                    .errors
                    .iter()
                    .map(|error| error.message["rendered"].as_str().unwrap_or_default().to_owned())
                    .collect();
                if self.unexplained.is_empty() {
                    self.unexplained.push(build.stderr.clone());
                }
                return Ok(build);
            }
        }
    }

    fn compare(&mut self, rewritten: &Suite) -> Result<()> {
        for (name, outcome) in &self.native.outcomes {
            if *outcome != Outcome::Passed || self.rewritten.outcomes.get(name) == Some(&Outcome::Passed) {
                continue;
            }
            match rewritten.passes_alone(name, 3)? {
                true => {
                    self.flaky.push(name.clone());
                    self.rewritten.outcomes.insert(name.clone(), Outcome::Passed);
                }
                false => self.differ.push(name.clone()),
            }
        }
        Ok(())
    }
}

fn say(subject: &Subject, what: &str) {
    eprintln!("{}: {what}", subject.label());
}

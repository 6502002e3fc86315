//! Puts `#[manual_async]` on every `async fn` of published crates, and runs their own tests natively and rewritten.
//!
//! ```console
//! $ cargo run --release -p corpus -- bb8@0.9.1 multer@3.1.0
//! $ cargo run --release -p corpus -- --dry src runtime
//! ```
//!
//! Everything happens in the build folder; cargo's own copies of the crates are only read.
#![forbid(unsafe_code)]

mod annotate;
mod cargo;
mod culprits;
mod dry;
mod functions;
mod manifest;
mod report;
mod run;
mod sizes;
mod source;
mod suite;
#[cfg(test)]
mod tests;
mod together;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

/// What went wrong, in words.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Puts `#[manual_async]` on every `async fn` of published crates, and runs their own tests natively and rewritten.
#[derive(Parser)]
struct Arguments {
    /// Crates as NAME@VERSION. With --dry, folders of Rust sources as well.
    #[arg(required = true)]
    subjects: Vec<String>,
    /// Features to switch on, with commas between them; `crate/feature` means that crate only.
    #[arg(long, value_delimiter = ',')]
    features: Vec<String>,
    /// Expands every function and counts what is refused; compiles and runs nothing.
    #[arg(long)]
    dry: bool,
    /// With --dry: looks through everything that the crates depend on as well.
    #[arg(long, requires = "dry")]
    deps: bool,
    /// Names every function that was refused, does not compile, or makes a test differ.
    #[arg(long)]
    list: bool,
    /// Writes the results to this file, too.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// For how many seconds one test program may run.
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    timeout: u64,
    /// Runs the examples in the documentation, too.
    #[arg(long)]
    doc: bool,
    /// Fails if any function is refused or does not compile, and not only if a test comes out differently.
    #[arg(long)]
    strict: bool,
    /// Compiles both forms, but runs no test.
    #[arg(long)]
    no_run: bool,
    /// Only lets rustc look through both forms, as `cargo check` does: quicker, but what it notices when it makes code is
    /// missing.
    #[arg(long, conflicts_with = "doc")]
    check: bool,
    /// Says how many bytes the futures take in both forms, of those functions that rustc makes code for.
    #[arg(long, conflicts_with_all = ["dry", "check", "together"])]
    sizes: bool,
    /// Rewrites the libraries of all crates and has them checked in one build, so that what they depend on is looked through
    /// once; no tests.
    #[arg(long, conflicts_with_all = ["dry", "doc"])]
    together: bool,
}

fn main() -> ExitCode {
    if let Some(code) = sizes::between() {
        return code;
    }
    match work(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `false` if some test passes natively only; with `--strict` also if some function is not rewritten.
fn work(arguments: &Arguments) -> Result<bool> {
    if arguments.dry {
        return dry::count(arguments);
    }
    if arguments.together {
        return together::check(arguments);
    }
    let options = run::Options {
        timeout: Duration::from_secs(arguments.timeout),
        depth: match arguments.check {
            true => cargo::Depth::Check,
            false => cargo::Depth::Build,
        },
        tests: !arguments.no_run && !arguments.check,
        documentation: arguments.doc,
        sizes: arguments.sizes,
    };
    let mut reports = Vec::new();
    for subject in &arguments.subjects {
        let subject = source::Subject::new(subject, &arguments.features)?;
        match run::run(&subject, &options) {
            Ok(report) => {
                print!("{}", report::details(&report, arguments.list));
                reports.push(report);
            }
            Err(error) => eprintln!("corpus: {}: {error}", subject.name),
        }
        if let Some(path) = &arguments.json {
            std::fs::write(path, report::json(&reports))?;
        }
    }
    print!("{}", report::table(&reports));
    let is_fine = |report: &run::Report| report.is_equal() && (!arguments.strict || report.is_complete());
    Ok(reports.len() == arguments.subjects.len() && reports.iter().all(is_fine))
}

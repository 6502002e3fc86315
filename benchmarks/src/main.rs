//! What manual-async costs, beside what else there is.
//!
//! ```console
//! $ cargo run --release -p benchmarks -- runtime                    # one table
//! $ cargo run --release -p benchmarks -- runtime --json runtime.json  # and the same as JSON
//! $ cargo run --release -p benchmarks -- runtime --readme           # and the summary in the README is written anew
//! $ cargo run --release -p benchmarks -- runtime yield              # only the rows whose keys contain this
//! $ cargo run --release -p benchmarks -- futures                    # the same for futures, rewritten and native
//! $ cargo run --release -p benchmarks -- compile                    # and what compiling them takes
//! ```
//!
//! Instructions are counted by valgrind, which has to be installed: the program runs itself under callgrind, once with
//! some number of operations and once with twice as many, and the difference is what the operations cost. Such figures
//! are the same on a busy machine and on an idle one. Times are not; they are only ever compared within one run.
#![forbid(unsafe_code)]

mod compile;
mod futures;
mod instructions;
mod memory;
mod report;
mod runtime;

use std::{env, error::Error, process::ExitCode};

const USAGE: &str = "usage: benchmarks runtime|futures|compile [--json FILE] [--readme] [PART OF A ROW'S KEY]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        // What the program runs itself with: one operation, so many times.
        ["measure", "runtime", work, subject, count] => runtime::measure(work, subject, count),
        ["measure", "futures", kind, at, form, count] => futures::measure(kind, at, form, count),
        [set @ ("compile" | "futures" | "runtime"), options @ ..] => {
            Options::parse(options).and_then(|options| options.run(set))
        }
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the command line asks for.
#[derive(Default)]
struct Options<'a> {
    /// Only rows whose keys contain this.
    filter: &'a str,
    json: Option<&'a str>,
    readme: bool,
}

impl<'a> Options<'a> {
    fn parse(args: &[&'a str]) -> Result<Self> {
        let mut options = Options::default();
        let mut args = args.iter();
        while let Some(&arg) = args.next() {
            match arg {
                "--json" => options.json = Some(args.next().ok_or("--json needs the name of a file")?),
                "--readme" => options.readme = true,
                _ if arg.starts_with('-') => return Err(USAGE.into()),
                _ => options.filter = arg,
            }
        }
        if options.readme && !options.filter.is_empty() {
            return Err("the summary in the README is of all rows".into());
        }
        Ok(options)
    }

    fn run(&self, set: &str) -> Result<()> {
        let (table, json, summary) = match set {
            "compile" => {
                let compile = compile::report()?;
                (compile.to_string(), report::json(&compile)?, compile.to_string())
            }
            "futures" => {
                let futures = futures::report(self.filter)?;
                (futures.to_string(), report::json(&futures)?, futures.summary() + "\n")
            }
            _ => {
                let runtime = runtime::report(self.filter)?;
                (runtime.table(), report::json(&runtime)?, runtime.table())
            }
        };
        print!("\n{table}");
        if let Some(path) = self.json {
            std::fs::write(path, json)?;
        }
        if self.readme {
            report::write_into_readme(set, &summary)?;
        }
        Ok(())
    }
}

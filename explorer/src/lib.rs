//! The desugaring explorer: any `async fn` as the state machine that it is.
//!
//! ```console
//! $ manual-async expand examples/read_file.rs read_file --diff
//! $ manual-async graph examples/read_file.rs read_file --format svg > read_file.svg
//! $ manual-async report src
//! $ manual-async serve
//! ```
//!
//! It reads source text and nothing else: what it shows needs neither the attribute in the source nor a build, but for
//! `sizes`, which compiles a copy of the package. `serve` shows
//! the same on a page where one types, and plays what a running program has recorded. An ordinary program on top of the compiler behind the attribute, `manual-async-lowering`.
//!
//! The exit code is 0 when everything was shown, 1 when a function was refused, 2 when the arguments make no sense, 3 when
//! a file cannot be read as Rust, and 4 when there is no such function, 5 when the page
//! cannot be served, and 6 when sizes cannot be measured.
#![forbid(unsafe_code)]

mod blocks;
mod cli;
mod colour;
mod expand;
mod expansion;
mod failure;
mod functions;
mod graph;
mod keeping;
mod leaves;
mod links;
mod machine;
mod nesting;
mod origin;
mod output;
mod position;
mod report;
mod sections;
mod serve;
mod side_by_side;
mod sizes;
mod source;
mod warnings;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use failure::Failure;

/// Enough for the deepest nesting that is let in, see `nesting`. What is not used takes no memory.
const STACK: usize = 512 << 20;

/// Does what the arguments say, the program's name among them, and prints it.
///
/// # Panics
///
/// If the system gives no thread.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match cli::Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    arguments.color.write_global();
    let json = arguments.command.json();
    let worker = std::thread::Builder::new().name("explorer".into()).stack_size(STACK);
    let worker = worker.spawn(move || arguments.command.run()).expect("a thread");
    match worker.join().unwrap_or(Err(Failure::Bug)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(json);
            ExitCode::from(failure.code())
        }
    }
}

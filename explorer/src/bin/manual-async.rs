//! `manual-async`: see the documentation of the library.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    explorer::run(std::env::args_os())
}

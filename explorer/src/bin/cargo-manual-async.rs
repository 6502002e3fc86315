//! `cargo manual-async`: cargo calls this, and says its own word once more before the arguments.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    let said_again = |(at, word): &(usize, std::ffi::OsString)| *at == 1 && word == "manual-async";
    let arguments = std::env::args_os().enumerate().filter(|argument| !said_again(argument));
    explorer::run(arguments.map(|(_, word)| word))
}

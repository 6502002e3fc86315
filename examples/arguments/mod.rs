//! What stands on the command line of an example.

use std::{env, process, time::Duration};

/// What a socket takes: the first argument, in milliseconds, or else 2 seconds. Before it may stand these options, each with
/// a value.
pub fn delay(options: &[&str]) -> Duration {
    Duration::from_millis(number(0, options, "milliseconds").unwrap_or(2000))
}

/// One of the arguments that are numbers, beside the options. If it is none, that is said, and is the end.
pub fn number(nth: usize, options: &[&str], what: &str) -> Option<u64> {
    let argument = beside(options).nth(nth)?;
    let number = argument.parse();
    Some(number.unwrap_or_else(|_| {
        eprintln!("error: `{argument}` is not a number of {what}");
        process::exit(2)
    }))
}

/// The arguments that are neither an option nor its value.
fn beside(options: &[&str]) -> impl Iterator<Item = String> {
    let mut arguments = env::args().skip(1);
    std::iter::from_fn(move || {
        loop {
            let argument = arguments.next()?;
            if !options.contains(&&*argument) {
                return Some(argument);
            }
            arguments.next();
        }
    })
}

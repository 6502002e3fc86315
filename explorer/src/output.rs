//! What is printed.

use std::io::{ErrorKind, Write};

/// Prints to standard output, in colours if they were asked for. When nobody reads on, as behind `| head`, that is the end
/// of the program and no error.
pub fn print(text: &str) {
    let mut output = anstream::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => anstream::eprintln!("error: cannot write to standard output: {error}"),
        Ok(()) => {}
    }
}

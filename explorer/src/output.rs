//! What is printed.

use std::io::{ErrorKind, Write};

use serde::Serialize;

/// Prints JSON, on one line.
pub fn json(value: &impl Serialize) {
    let text = serde_json::to_string(value).unwrap_or_default();
    write(std::io::stdout().lock(), &format!("{text}\n"));
}

/// Prints to standard output, in colours if they were asked for. When nobody reads on, as behind `| head`, that is the end
/// of the program and no error.
pub fn print(text: &str) {
    write(anstream::stdout().lock(), text);
}

fn write(mut output: impl Write, text: &str) {
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => anstream::eprintln!("error: cannot write to standard output: {error}"),
        Ok(()) => {}
    }
}

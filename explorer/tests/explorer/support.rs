//! Runs the program.

use std::io::Write;
use std::process::{Command, Stdio};

/// What it printed, and how it ended.
pub struct Shown {
    pub out: String,
    pub err: String,
    /// 256 if it was killed.
    pub code: i32,
}

impl Shown {
    /// Both, as in a terminal.
    pub fn text(&self) -> String {
        format!("{}{}", self.err, self.out)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in\n{}{}", self.out, self.err))
    }
}

pub fn explorer(arguments: &[&str]) -> Shown {
    explorer_reads(arguments, "")
}

/// With this as its standard input.
pub fn explorer_reads(arguments: &[&str], input: impl AsRef<[u8]>) -> Shown {
    run(env!("CARGO_BIN_EXE_manual-async"), arguments, input)
}

pub fn run(program: &str, arguments: &[&str], input: impl AsRef<[u8]>) -> Shown {
    start(&mut Command::new(program), arguments, input)
}

/// In an environment with these as well.
pub fn run_with(program: &str, arguments: &[&str], input: impl AsRef<[u8]>, environment: &[(&str, &str)]) -> Shown {
    start(Command::new(program).envs(environment.iter().copied()), arguments, input)
}

/// In this folder.
pub fn run_in(folder: &str, program: &str, arguments: &[&str], input: impl AsRef<[u8]>) -> Shown {
    start(Command::new(program).current_dir(folder), arguments, input)
}

fn start(command: &mut Command, arguments: &[&str], input: impl AsRef<[u8]>) -> Shown {
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.as_ref().to_owned();
    // It may stop reading before the end.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it was read");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Shown { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap_or(256) }
}

/// Compares a part of the README with `text`; with `UPDATE_EXPECT`, writes it.
#[track_caller]
pub fn accept_in_readme(name: &str, text: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(path).expect("the README").replace("\r\n", "\n");
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->\n"));
    let parts = readme.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?)));
    let (before, (kept, after)) = parts.expect("the README has a place for it");
    if kept != text && std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, format!("{before}{begin}{text}{end}{after}")).expect("it can be written");
        return;
    }
    assert_eq!(kept, text, "UPDATE_EXPECT=1 cargo test -p explorer   writes what is right");
}

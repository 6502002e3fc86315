//! `manual-async report`: every async function of some files in a table.

use std::path::{Path, PathBuf};

use clap::Args;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};
use manual_async_lowering::StateKind;
use serde_json::json;
use walkdir::WalkDir;

use crate::failure::{Complaint, Failure, Result, nothing};
use crate::functions::{self, Function};
use crate::keeping::{Kept, Why};
use crate::machine::Machine;
use crate::source::Source;
use crate::warnings::Warning;
use crate::{colour, output};

#[derive(Args)]
pub struct Options {
    /// Files of Rust source, folders of them, or `-` for the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Prints JSON: also the states, and the code between them.
    #[arg(long)]
    pub json: bool,
}

/// What there is to say of a function.
struct Entry {
    function: Function,
    machine: std::result::Result<Machine, Vec<Complaint>>,
}

/// Prints it.
///
/// # Errors
///
/// If a file cannot be had, or a function is refused: in the end, when everything else has been shown.
pub fn run(options: &Options) -> Result<()> {
    let mut last = Ok(());
    let (mut all, mut is_empty) = (Vec::new(), true);
    for path in options.files.iter().flat_map(|path| sources(path)) {
        match Source::read(&path) {
            Ok(source) => {
                let entries = entries(&source);
                is_empty &= entries.is_empty();
                if entries.iter().any(|entry| entry.machine.is_err()) && last.is_ok() {
                    last = Err(Failure::Refused);
                }
                match options.json {
                    true => all.push(
                        json!({ "file": source.name, "functions": entries.iter().map(as_json).collect::<Vec<_>>() }),
                    ),
                    false => entries.iter().for_each(|entry| output::print(&render(&source, entry))),
                }
            }
            Err(failure) if options.files.len() == 1 && path == options.files[0] => return Err(failure),
            Err(failure) => {
                failure.print(false);
                last = Err(failure);
            }
        }
    }
    if options.json {
        output::json(&json!({ "files": all }));
    } else if is_empty && last.is_ok() {
        let files: Vec<String> = options.files.iter().map(|file| file.display().to_string()).collect();
        anstream::eprintln!("{}", nothing(&files.join(", ")));
    }
    // What is wrong with a file has been printed.
    last.map_err(|failure| if matches!(failure, Failure::Refused) { failure } else { Failure::Told(failure.code()) })
}

/// The path itself, or the Rust files below it.
fn sources(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.') || name == "target";
    let walk = WalkDir::new(path).sort_by_file_name().into_iter();
    let entries =
        walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())).filter_map(|entry| entry.ok());
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).filter(is_rust).collect()
}

fn entries(source: &Source) -> Vec<Entry> {
    let entry = |function: Function| {
        let machine = Machine::of(source, &function);
        Entry { function, machine }
    };
    functions::all(source).into_iter().map(entry).collect()
}

fn as_json(entry: &Entry) -> serde_json::Value {
    let (name, range) = (entry.function.name(), entry.function.range);
    match &entry.machine {
        Ok(machine) => json!({ "name": name, "range": range, "machine": machine.told() }),
        Err(refusals) => json!({ "name": name, "range": range, "refusals": refusals }),
    }
}

fn render(source: &Source, entry: &Entry) -> String {
    let (bold, dim) = (colour::BOLD, colour::DIM);
    let (name, line) = (entry.function.name(), entry.function.range.start.line);
    let place = format!("{}:{line}", source.name);
    match &entry.machine {
        Err(refusals) => {
            let words = |refusal: &Complaint| {
                let at = refusal.range.start;
                format!(
                    "  {}refused{:#} line {}:{}: {}\n",
                    colour::BAD,
                    colour::BAD,
                    at.line,
                    at.column,
                    refusal.message.replace('\n', "\n    ")
                )
            };
            let refusals: String = refusals.iter().map(words).collect();
            format!("{bold}{name}{bold:#} {dim}{place}{dim:#}\n{refusals}\n")
        }
        Ok(machine) => {
            let awaits = machine.description.states.len() - 2;
            let states = format!("{awaits} {}", if awaits == 1 { "await" } else { "awaits" });
            let warnings: String = machine.warnings.iter().map(warning).collect();
            format!("{bold}{name}{bold:#} {dim}{place}, {states}{dim:#}\n{}\n{warnings}\n", table(machine))
        }
    }
}

fn warning(warning: &Warning) -> String {
    let (mark, Warning { line, message, states, .. }) = (colour::MARK, warning);
    format!("  {mark}!{mark:#} line {line}: {message} (in {})\n", states.join(", "))
}

fn table(machine: &Machine) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width());
    table.set_header(["line", "waits for", "keeps", "dropped here, in this order"]);
    for (number, state) in machine.description.states.iter().enumerate() {
        let (line, waits) = match &state.kind {
            StateKind::Awaiting(awaited) => (awaited.range.start.line.to_string(), awaited.text.clone()),
            StateKind::Uninitialized => (String::new(), "the first poll".into()),
            StateKind::Done => continue,
        };
        let line = Cell::new(line).set_alignment(CellAlignment::Right);
        table.add_row([
            line,
            Cell::new(waits),
            Cell::new(keeps(machine, number)),
            Cell::new(or_dash(machine.drops(state))),
        ]);
    }
    table
}

/// The columns of the terminal, 120 where there is none.
fn width() -> u16 {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(120)
}

fn keeps(machine: &Machine, state: usize) -> String {
    let is_await = matches!(machine.description.states[state].kind, StateKind::Awaiting(_));
    let word = |kept: &Kept| match kept.why {
        Why::Lent if is_await => format!("{} (lent)", machine.name(kept.local)),
        Why::Drop if is_await => format!("{} (for its drop)", machine.name(kept.local)),
        _ => machine.name(kept.local).to_owned(),
    };
    or_dash(machine.kept(state).iter().map(word).collect())
}

fn or_dash(words: Vec<String>) -> String {
    if words.is_empty() { "–".into() } else { words.join(", ") }
}

//! `manual-async graph`: the states of a machine, and the ways between them.

mod dot;
mod mermaid;
mod svg;

use clap::{Args, ValueEnum};
use manual_async_lowering::{Exit, State, StateKind, Transition};
use serde_json::json;

use crate::cli::Subject;
use crate::failure::{Failure, Result};
use crate::machine::Machine;
use crate::source::Source;
use crate::{functions, output};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    subject: Subject,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Dot)]
    format: Format,
    /// Prints JSON: the states, what each keeps and drops, and the code between them.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For Graphviz.
    Dot,
    /// For Markdown that shows Mermaid.
    Mermaid,
    /// A picture.
    Svg,
}

/// Prints it.
///
/// # Errors
///
/// If the file or the function cannot be had, if there are several, or if it is refused.
pub fn run(options: &Options) -> Result<()> {
    let source = Source::read(&options.subject.file)?;
    let function = functions::one(&source, options.subject.function.as_deref())?;
    let machine = match Machine::of(&source, &function) {
        Ok(machine) => machine,
        Err(refusals) if options.json => {
            output::json(&json!({ "file": source.name, "refusals": refusals }));
            return Err(Failure::Refused);
        }
        Err(refusals) => {
            refusals.iter().for_each(|refusal| refusal.print("refused"));
            return Err(Failure::Refused);
        }
    };
    let graph = Graph::new(&function.name(), &machine);
    output::print(&match options.format {
        _ if options.json => format!("{}\n", json!({ "file": source.name, "machine": machine.told() })),
        Format::Dot => dot::render(&graph),
        Format::Mermaid => mermaid::render(&graph),
        Format::Svg => svg::render(&graph),
    });
    Ok(())
}

/// What is drawn.
struct Graph {
    name: String,
    /// By number.
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

/// A state.
struct Node {
    name: String,
    /// What it waits for, where.
    text: String,
    /// What it keeps.
    keeps: String,
    /// Between two polls the machine can be in it for long.
    is_await: bool,
}

/// A transition.
struct Edge {
    from: usize,
    to: usize,
    /// The code on the way, shortened.
    text: String,
    /// `?` or `return`.
    is_early: bool,
}

impl Graph {
    fn new(name: &str, machine: &Machine) -> Self {
        let states = &machine.description.states;
        let nodes = states.iter().enumerate().map(|(number, state)| node(machine, number, state)).collect();
        Graph { name: name.to_owned(), nodes, edges: machine.description.transitions.iter().map(edge).collect() }
    }
}

fn node(machine: &Machine, number: usize, state: &State) -> Node {
    let text = match &state.kind {
        StateKind::Uninitialized => "not polled yet".into(),
        StateKind::Awaiting(awaited) => format!("{}: {}", awaited.range.start.line, shortened(&awaited.text, 44)),
        StateKind::Done => "returned".into(),
    };
    let kept = machine.kept(number).iter().map(|kept| machine.name(kept.local)).collect::<Vec<_>>();
    let keeps = if kept.is_empty() { String::new() } else { format!("keeps {}", shortened(&kept.join(", "), 40)) };
    Node { name: state.name.clone(), text, keeps, is_await: matches!(state.kind, StateKind::Awaiting(_)) }
}

fn edge(transition: &Transition) -> Edge {
    let lines = transition.code.iter().map(|code| (code.range.start.line, code.range.end.line));
    let lines = lines.reduce(|(first, last), (start, end)| (first.min(start), last.max(end)));
    let text = match lines {
        None => String::new(),
        Some((first, last)) if first == last => format!("line {first}"),
        Some((first, last)) => format!("lines {first} to {last}"),
    };
    let is_early = transition.exit == Exit::Early;
    Edge { from: transition.from, to: transition.to, text, is_early }
}

/// The text on one line, and no longer than `width` characters.
fn shortened(text: &str, width: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(width) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}

//! The arguments of the program.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::failure::Result;
use crate::{expand, graph, report, serve, sizes};

/// Shows any `async fn` as the state machine that it is.
///
/// It reads source text and nothing else: neither the attribute in the source nor a build is needed. Only `sizes` compiles, and measures
/// the functions that have the attribute.
#[derive(Parser)]
#[command(name = "manual-async", version, after_help = CODES, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// When to colour what is printed.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
}

const CODES: &str = "\
Exit codes:
  0  everything was shown
  1  a function is refused
  2  the arguments make no sense
  3  a file cannot be read as Rust
  4  there is no such function
  5  the page cannot be served
  6  the sizes cannot be measured";

#[derive(Subcommand)]
pub enum Command {
    /// Prints the machine that an async function becomes.
    Expand(expand::Options),
    /// Draws the states of a machine, and the ways between them.
    Graph(graph::Options),
    /// Tabulates what each async function keeps and drops at each await, with warnings.
    Report(report::Options),
    /// Compiles the functions with the attribute, and prints how many bytes each state and local takes.
    Sizes(sizes::Options),
    /// Serves a page on this machine where one types a function and sees its machine.
    Serve(serve::Options),
}

impl Command {
    /// Does it.
    pub fn run(self) -> Result<()> {
        match self {
            Command::Expand(options) => expand::run(&options),
            Command::Graph(options) => graph::run(&options),
            Command::Report(options) => report::run(&options),
            Command::Serve(options) => serve::run(&options),
            Command::Sizes(options) => sizes::run(&options),
        }
    }

    /// Is what it prints meant for a program?
    pub fn json(&self) -> bool {
        match self {
            Command::Expand(options) => options.json,
            Command::Graph(options) => options.json,
            Command::Report(options) => options.json,
            Command::Serve(_) => false,
            Command::Sizes(options) => options.json,
        }
    }
}

/// One file, and some of its functions.
#[derive(Args)]
pub struct Subject {
    /// A file of Rust source, or `-` for the standard input.
    pub file: PathBuf,
    /// The function: its name, `Type::method`, `module::function`, or a line inside it. If nothing is said, all of them; `graph`
    /// draws one, and takes the only one.
    #[arg(value_name = "FN")]
    pub function: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    pub fn write_global(self) {
        let choice = match self {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        choice.write_global();
    }
}

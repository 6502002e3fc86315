//! `manual-async expand`: the machine as text.

use clap::Args;
use serde::Serialize;

use crate::cli::Subject;
use crate::expansion::{Expansion, expand};
use crate::failure::{Failure, Result, nothing};
use crate::source::Source;
use crate::{colour, functions, output, side_by_side};

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    subject: Subject,
    /// Shows the source beside the machine, line by line.
    #[arg(long, conflicts_with = "json")]
    diff: bool,
    /// Prints JSON: also where each piece of the machine comes from.
    #[arg(long)]
    pub json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    file: &'a str,
    functions: &'a [Expansion],
}

/// Prints it.
///
/// # Errors
///
/// If the file or the function cannot be had, or a function is refused.
pub fn run(options: &Options) -> Result<()> {
    let source = Source::read(&options.subject.file)?;
    let functions = functions::meant(&source, options.subject.function.as_deref())?;
    let expansions = functions.iter().map(|function| expand(&source, function)).collect::<Result<Vec<_>>>()?;
    if options.json {
        output::json(&Answer { file: &source.name, functions: &expansions });
    } else if expansions.is_empty() {
        anstream::eprintln!("{}", nothing(&source.name));
    } else {
        expansions.iter().for_each(|expansion| print(&source, expansion, options.diff));
    }
    match expansions.iter().all(|expansion| expansion.refusals.is_empty()) {
        true => Ok(()),
        false => Err(Failure::Refused),
    }
}

fn print(source: &Source, expansion: &Expansion, diff: bool) {
    for refusal in &expansion.refusals {
        refusal.print("refused");
    }
    if expansion.text.is_empty() {
        return;
    }
    let heading = colour::paint(&heading(source, expansion));
    let machine = match diff {
        true => side_by_side::render(source, expansion),
        false => colour::paint(&expansion.text),
    };
    output::print(&format!("{heading}{machine}\n"));
}

/// Where it comes from and what was taken for granted, as a comment.
fn heading(source: &Source, expansion: &Expansion) -> String {
    let mut heading = format!("// {}:{}: {}\n", source.name, expansion.range.start.line, expansion.name);
    for attribute in &expansion.left_out {
        heading += &format!("// without #[{attribute}], which would rewrite it first\n");
    }
    for condition in &expansion.assumed {
        heading += &format!("// where {condition} holds\n");
    }
    heading
}

//! A function and its machine beside each other: each line of the source stands where the machine has come to it.

use unicode_width::UnicodeWidthStr;

use crate::colour;
use crate::expansion::Expansion;
use crate::sections::Kind;
use crate::source::Source;

/// One row of the two columns.
struct Row<'a> {
    /// A line of the source and its number.
    left: Option<(usize, &'a str)>,
    right: Option<&'a str>,
}

/// The columns as text.
pub fn render(source: &Source, expansion: &Expansion) -> String {
    let rows = rows(source, expansion);
    let left = |row: &Row| row.left.map_or(0, |(_, text)| text.width());
    let width = rows.iter().map(left).max().unwrap_or_default();
    rows.iter().map(|row| line(row, width)).collect()
}

fn line(row: &Row, width: usize) -> String {
    let (number, text) = row.left.map_or((String::new(), ""), |(number, text)| (number.to_string(), text));
    let space = " ".repeat(width - text.width());
    let (dim, right) = (colour::DIM, row.right.unwrap_or_default());
    let line = format!("{dim}{number:>4}{dim:#} {}{space} {dim}│{dim:#} {}", colour::paint(text), colour::paint(right));
    line.trim_end().to_owned() + "\n"
}

fn rows<'a>(source: &'a Source, expansion: &'a Expansion) -> Vec<Row<'a>> {
    let lines: Vec<&str> = source.text.lines().collect();
    let (first, last) = (expansion.range.start.line, expansion.range.end.line);
    let mut shown = first - 1;
    let mut rows = Vec::new();
    for (number, right) in expansion.text.lines().enumerate() {
        let origin = origin(expansion, number + 1).filter(|line| *line > shown && *line <= last);
        for line in shown + 1..origin.unwrap_or(0) {
            rows.push(Row { left: Some((line, lines[line - 1])), right: None });
        }
        shown = origin.unwrap_or(shown);
        rows.push(Row { left: origin.map(|line| (line, lines[line - 1])), right: Some(right) });
    }
    rows.extend((shown + 1..=last).map(|line| Row { left: Some((line, lines[line - 1])), right: None }));
    rows
}

/// The line of the source that a line of the machine comes from, where the machine follows the source: in its head and in
/// its code, not in the declarations between them.
fn origin(expansion: &Expansion, line: usize) -> Option<usize> {
    let section = expansion.sections.iter().find(|section| (section.lines.first..=section.lines.last).contains(&line));
    if section.is_some_and(|section| section.kind != Kind::Run) {
        return None;
    }
    let here = expansion.links.iter().filter(|link| link.expansion.start.line == line);
    here.map(|link| link.source.start.line).min()
}

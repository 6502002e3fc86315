//! Colours for Rust, by the same lexer that reads it.

use std::io;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use proc_macro2::TokenStream;

use crate::leaves::{Kind, Leaf, leaves};
use crate::position::{Position, offset};

/// The same text with colours; as it is if it is no Rust, or if nobody would see them.
pub fn paint(text: &str) -> String {
    if AutoStream::choice(&io::stdout()) == ColorChoice::Never {
        return text.to_owned();
    }
    let Ok(tokens) = text.parse::<TokenStream>() else { return text.to_owned() };
    let leaves = leaves(tokens);
    let starts = line_starts(text);
    let at = |position: Position| {
        starts[position.line - 1] + offset(&text[starts[position.line - 1]..], Position { line: 1, ..position })
    };
    let mut painted = String::with_capacity(2 * text.len());
    let mut done = 0;
    for (number, leaf) in leaves.iter().enumerate() {
        let (start, end) = (at(leaf.span.start().into()), at(leaf.span.end().into()));
        if start < done {
            // A comment that documents something is several tokens in one place.
            continue;
        }
        painted += &comment(&text[done..start]);
        let style = style(leaf, leaves.get(number + 1), &text[start..end]);
        painted += &span(style, &text[start..end]);
        done = end;
    }
    painted + &comment(&text[done..])
}

fn line_starts(text: &str) -> Vec<usize> {
    [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// What stands between tokens: space and comments.
fn comment(text: &str) -> String {
    if text.trim().is_empty() { text.to_owned() } else { span(DIM, text) }
}

fn span(style: Style, text: &str) -> String {
    if style == Style::new() { text.to_owned() } else { format!("{style}{text}{style:#}") }
}

/// For comments and whatever else should step back.
pub const DIM: Style = AnsiColor::BrightBlack.on_default();
/// For names in a heading.
pub const BOLD: Style = Style::new().bold();
/// For refusals.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// For warnings.
pub const MARK: Style = AnsiColor::Yellow.on_default().bold();
const KEYWORD: Style = AnsiColor::Magenta.on_default();
const TYPE: Style = AnsiColor::Yellow.on_default();
const CALL: Style = AnsiColor::Blue.on_default();
const TEXT: Style = AnsiColor::Green.on_default();
const NUMBER: Style = AnsiColor::Cyan.on_default();

fn style(leaf: &Leaf, next: Option<&Leaf>, text: &str) -> Style {
    let is_next = |sign: &str| next.is_some_and(|next| next.text == sign);
    match leaf.kind {
        _ if text.starts_with("//") || text.starts_with("/*") => DIM,
        Kind::Literal if leaf.text.starts_with(|first: char| first.is_ascii_digit()) => NUMBER,
        Kind::Literal => TEXT,
        Kind::Word if is_keyword(&leaf.text) => KEYWORD,
        Kind::Word if leaf.text.starts_with(char::is_uppercase) => TYPE,
        Kind::Word if is_next("(") || is_next("!") => CALL,
        _ => Style::new(),
    }
}

fn is_keyword(word: &str) -> bool {
    word == "await" || word != "_" && syn::parse_str::<syn::Ident>(word).is_err()
}

//! Where the user's tokens stand, and their text.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

use super::{Code, Position, Range};
use crate::model::{graph::Graph, mark};

/// One token of the source, or one side of a pair of brackets.
struct Token {
    text: String,
    range: Range,
}

/// The tokens of a function, as they were written.
pub struct Source {
    tokens: Vec<Token>,
}

impl Source {
    pub fn new(tokens: TokenStream) -> Self {
        let mut source = Source { tokens: Vec::new() };
        source.collect(tokens);
        source
    }

    fn collect(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = brackets(group.delimiter());
                    self.push(open.to_owned(), group.span_open());
                    self.collect(group.stream());
                    self.push(close.to_owned(), group.span_close());
                }
                token => self.push(token.to_string(), token.span()),
            }
        }
    }

    fn push(&mut self, text: String, span: Span) {
        if !text.is_empty() {
            self.tokens.push(Token { text, range: range(span, span) });
        }
    }

    /// From the first to the last token of the source among `tokens`. Where the value of an await stands, all of the await
    /// counts.
    pub fn hull(&self, tokens: TokenStream, graph: &Graph) -> Option<Range> {
        let bounds = Range { start: self.tokens.first()?.range.start, end: self.tokens.last()?.range.end };
        let mut spans = Vec::new();
        ends(tokens, graph, &mut spans);
        // Generated tokens have the place of the macro, which is outside.
        let written = spans.into_iter().map(|span| range(span, span));
        let inside = written.filter(|at| bounds.start <= at.start && at.end <= bounds.end && at.start < at.end);
        inside.reduce(|all, next| Range { start: all.start.min(next.start), end: all.end.max(next.end) })
    }

    /// The text in a range, with the lines and spaces that it has in the source, but for comments.
    pub fn code(&self, range: Range) -> Code {
        let inside =
            self.tokens.iter().filter(|token| range.start <= token.range.start && token.range.end <= range.end);
        let (mut text, mut at) = (String::new(), range.start);
        for token in inside {
            let start = token.range.start;
            if start.line > at.line {
                text.push('\n');
                let indent = start.column.saturating_sub(range.start.column);
                text.extend(std::iter::repeat_n(' ', indent));
            } else if start.column > at.column {
                text.push(' ');
            }
            text.push_str(&token.text);
            at = token.range.end;
        }
        Code { range, text }
    }
}

/// The spans of all tokens, and of the ends of what they stand for.
fn ends(tokens: TokenStream, graph: &Graph, spans: &mut Vec<Span>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                spans.extend([group.span_open(), group.span_close()]);
                ends(group.stream(), graph, spans);
            }
            token => {
                spans.push(token.span());
                if let Some(id) = mark::read_awaited_token(&token) {
                    spans.push(graph.await_(id).begin);
                }
            }
        }
    }
}

/// From the beginning of one span to the end of another.
pub fn range(first: Span, last: Span) -> Range {
    let position = |at: proc_macro2::LineColumn| Position { line: at.line, column: at.column + 1 };
    Range { start: position(first.start()), end: position(last.end()) }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    }
}

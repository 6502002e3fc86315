//! Places in a text.

use proc_macro2::{LineColumn, Span};
use serde::Serialize;

/// A place in a text: line and column from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl From<LineColumn> for Position {
    fn from(place: LineColumn) -> Self {
        Position { line: place.line, column: place.column + 1 }
    }
}

impl From<manual_async_lowering::Position> for Position {
    fn from(place: manual_async_lowering::Position) -> Self {
        Position { line: place.line, column: place.column }
    }
}

/// A piece of a text; the end is the place behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Range {
    pub start: Position,
    pub end: Position,
}

impl Range {
    /// From the first of two pieces to the last.
    pub fn from_to(first: Span, last: Span) -> Self {
        Range { start: first.start().into(), end: last.end().into() }
    }

    pub fn of(span: Span) -> Self {
        Range::from_to(span, span)
    }
}

/// Does it point into a text, or was the token made by a macro?
pub fn is_written(span: Span) -> bool {
    !span.byte_range().is_empty()
}

/// How many bytes of `text` stand before `position`.
pub fn offset(text: &str, position: Position) -> usize {
    let before: usize = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let column = line.char_indices().nth(position.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    before + column
}

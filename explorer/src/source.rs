//! Reads a file, and says what is wrong with it before anything else trips over it.

use std::io::Read;
use std::path::Path;

use proc_macro2::{LexError, Span, TokenStream};

use crate::failure::{Complaint, Failure, Result};
use crate::nesting;
use crate::position::{Position, Range, is_written};

/// The longest text that is looked at.
const LIMIT: u64 = 4 << 20;

/// The lexer has no words of its own.
const NO_TOKEN: &str = "here is a bracket without its partner, or something that is no token of Rust";

/// A file of Rust.
pub struct Source {
    /// As it was named.
    pub name: String,
    pub text: String,
    pub syntax: syn::File,
}

impl Source {
    /// Reads and parses `path`, or the standard input for `-`.
    ///
    /// # Errors
    ///
    /// If there is no such file; if it is no UTF-8, too long, nested too deep, or no Rust.
    pub fn read(path: &Path) -> Result<Self> {
        let name = if path == Path::new("-") { "<stdin>".into() } else { path.display().to_string() };
        let unreadable = |why: String| Failure::Unreadable { file: name.clone(), why };
        let bytes = bytes(path).map_err(|error| unreadable(error.to_string()))?;
        if bytes.len() as u64 > LIMIT {
            return Err(unreadable(format!("it is longer than {} MiB", LIMIT >> 20)));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            unreadable(format!("it is no text: byte {} is not UTF-8", error.utf8_error().valid_up_to()))
        })?;
        Source::parse(name, text)
    }

    /// Parses `text`.
    ///
    /// # Errors
    ///
    /// If it is nested too deep, or no Rust.
    pub fn parse(name: String, text: String) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let complain = |range: Range, message: String| {
            Failure::Unparsable(Box::new(Complaint { message, file: name.clone(), range, text: text.clone() }))
        };
        if let Some(at) = text.find('\0') {
            let line = text[..at].matches('\n').count() + 1;
            let place = Position { line, column: 1 };
            return Err(complain(Range { start: place, end: place }, "it is no text: there is a zero byte".into()));
        }
        // Else the positions would go on from one file to the next.
        proc_macro2::extra::invalidate_current_thread_spans();
        let tokens: TokenStream = without_shebang(&text)
            .parse()
            .map_err(|error: LexError| complain(Range::of(error.span()), NO_TOKEN.to_owned()))?;
        if let Some(span) = nesting::too_deep(tokens.clone()) {
            return Err(complain(Range::of(span), "this is nested too deep to be looked at".into()));
        }
        let syntax = syn::parse2(tokens).map_err(|error| complain(place_of(&error, &text), error.to_string()))?;
        Ok(Source { name, text, syntax })
    }
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The same text, as long as before, without the line `#!/usr/bin/env ..`.
fn without_shebang(text: &str) -> String {
    if !text.starts_with("#!") || text.starts_with("#![") {
        return text.to_owned();
    }
    let line = text.find('\n').unwrap_or(text.len());
    format!("{}{}", " ".repeat(line), &text[line..])
}

/// Where the parser stopped; what it found missing at the end of the text has no place of its own.
pub fn place_of(error: &syn::Error, text: &str) -> Range {
    let span: Span = error.span();
    if is_written(span) {
        return Range::of(span);
    }
    let line = text.lines().count().max(1);
    let column = text.lines().last().map_or(0, |last| last.chars().count()) + 1;
    let end = Position { line, column };
    Range { start: end, end }
}

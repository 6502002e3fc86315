//! The words of a file.
//!
//! It is not parsed: that would have rustc report what a file that belongs to no crate may contain.

/// A word, and at which byte of the text it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word<'t> {
    pub at: usize,
    pub what: What<'t>,
}

/// A name, or a sign that is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What<'t> {
    Name(&'t str),
    Sign(char),
}

/// The words of a file, without comments, strings and the like.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let length = if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
            // `r"..", br#".."#`
            match raw_string(&rest[length..]).filter(|_| matches!(&rest[..length], "r" | "br" | "cr")) {
                Some(string) => length + string,
                None => {
                    words.push(Word { at, what: What::Name(&rest[..length]) });
                    length
                }
            }
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if first == '"' {
            string(rest)
        } else if first == '\'' {
            character(rest)
        } else {
            if !first.is_whitespace() {
                words.push(Word { at, what: What::Sign(first) });
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    words
}

/// How long the rest of a raw string is, if it is one: `#".."#`
fn raw_string(text: &str) -> Option<usize> {
    let marks = text.len() - text.trim_start_matches('#').len();
    let inside = text[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    Some(marks + 1 + inside.find(&end)? + end.len())
}

/// How long a string is.
fn string(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, sign)| {
        let is_end = *sign == '"' && !is_escaped;
        is_escaped = *sign == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// How long a character is, or the sign of a lifetime.
fn character(text: &str) -> usize {
    let mut signs = text.char_indices().skip(1);
    match (signs.next(), signs.next()) {
        (Some((_, '\\')), Some((at, sign))) => {
            let behind = at + sign.len_utf8();
            text[behind..].find('\'').map_or(1, |end| behind + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// How long a comment is, with those inside.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        match rest {
            _ if rest.starts_with("/*") => depth += 1,
            _ if rest.starts_with("*/") => depth -= 1,
            _ => {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    at
}

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
///
/// Byte by byte, since macros are seldom optimised: what is not ASCII stands in names, if it is not in what is left out.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let (mut words, mut at) = (Vec::new(), 0);
    while let Some(first) = bytes.get(at) {
        let begin = at;
        at = match first {
            _ if is_of_name(*first) => {
                let end = behind_name(bytes, at);
                // `r"..", br#".."#`
                match raw_string(bytes, end).filter(|_| matches!(&text[begin..end], "r" | "br" | "cr")) {
                    Some(end) => end,
                    None => {
                        words.push(Word { at: begin, what: What::Name(&text[begin..end]) });
                        end
                    }
                }
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => line(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => comment(bytes, at),
            b'"' => string(bytes, at),
            b'\'' => character(bytes, at),
            sign => {
                if !sign.is_ascii_whitespace() {
                    words.push(Word { at: begin, what: What::Sign(char::from(*sign)) });
                }
                at + 1
            }
        };
    }
    words
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn behind_name(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && is_of_name(bytes[at]) {
        at += 1;
    }
    at
}

fn line(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    at
}

/// Where the rest of a raw string ends, if it is one: `#".."#`
fn raw_string(bytes: &[u8], begin: usize) -> Option<usize> {
    let mut at = begin;
    while bytes.get(at) == Some(&b'#') {
        at += 1;
    }
    let marks = &bytes[begin..at];
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    while at < bytes.len() {
        at += 1;
        if bytes[at - 1] == b'"' && at - 1 > begin + marks.len() && bytes[at..].starts_with(marks) {
            return Some(at + marks.len());
        }
    }
    None
}

/// Where a string ends.
fn string(bytes: &[u8], begin: usize) -> usize {
    let mut at = begin + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    bytes.len().min(at + 1)
}

/// Where a character ends, or the sign of a lifetime.
fn character(bytes: &[u8], begin: usize) -> usize {
    let mut at = begin + 1;
    match bytes.get(at) {
        Some(b'\\') => {
            at += 2;
            while at < bytes.len() && bytes[at] != b'\'' {
                at += 1;
            }
            bytes.len().min(at + 1)
        }
        Some(first) => {
            // What is not ASCII has more bytes than one.
            at += 1;
            while !first.is_ascii() && bytes.get(at).is_some_and(|byte| (0x80..0xc0).contains(byte)) {
                at += 1;
            }
            if bytes.get(at) == Some(&b'\'') { at + 1 } else { begin + 1 }
        }
        None => at,
    }
}

/// Where a comment ends, with those inside.
fn comment(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'*')) => depth += 1,
            (b'*', Some(b'/')) => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            break;
        }
    }
    at
}

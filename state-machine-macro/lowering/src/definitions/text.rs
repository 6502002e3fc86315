//! Finds the definitions of macros in a file, and words in them.
//!
//! It is not parsed: that would have rustc report what a file that belongs to no crate may contain.

use super::Does;

/// Each `macro_rules!` in a file: its name, and what it does.
pub fn definitions(text: &str) -> Vec<(String, Does)> {
    if !text.contains("macro_rules!") {
        return Vec::new();
    }
    let words = words(text);
    let mut found = Vec::new();
    for (at, window) in words.windows(3).enumerate() {
        if let [Word::Name("macro_rules"), Word::Sign('!'), Word::Name(name)] = window {
            found.push(((*name).to_owned(), does(body(&words[at + 3..]))));
        }
    }
    found
}

/// A name, or a sign that is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Word<'t> {
    Name(&'t str),
    Sign(char),
}

/// What is in the first brackets.
fn body<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate() {
        match word {
            Word::Sign('(' | '[' | '{') => depth += 1,
            Word::Sign(')' | ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return &words[..at];
                }
            }
            _ => {}
        }
    }
    words
}

fn does(body: &[Word<'_>]) -> Does {
    let mut does = Does::default();
    // For each open bracket, whether that is one of a repetition: `$(..)?` returns nothing.
    let (mut open, mut before, mut ends_repetition) = (Vec::new(), None, false);
    for word in body {
        match word {
            Word::Name("await") => does.awaits |= before == Some(Word::Sign('.')),
            Word::Name("return") => does.returns = true,
            Word::Sign('?') => does.returns |= !ends_repetition,
            Word::Sign('(' | '[' | '{') => open.push(before == Some(Word::Sign('$'))),
            _ => {}
        }
        ends_repetition = matches!(word, Word::Sign(')' | ']' | '}')) && open.pop() == Some(true);
        before = Some(*word);
    }
    does
}

/// The words of a file, without comments, strings and the like.
fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
            // `r"..", br#".."#`
            match raw_string(&rest[length..]).filter(|_| matches!(&rest[..length], "r" | "br" | "cr")) {
                Some(string) => length + string,
                None => {
                    words.push(Word::Name(&rest[..length]));
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
                words.push(Word::Sign(first));
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

#[cfg(test)]
mod tests {
    use super::{Does, definitions};

    fn only(text: &str) -> Does {
        let found = definitions(text);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].1
    }

    #[test]
    fn what_awaits() {
        let text = "macro_rules! read { ($from:expr) => {{ let mut x = 0; $from . read(&mut x).await }}; }";
        assert_eq!(only(text), Does { awaits: true, returns: false });
        assert_eq!(definitions(text)[0].0, "read");
    }

    #[test]
    fn what_stands_in_comments_and_strings_does_not_await() {
        let text = r####"macro_rules! m { () => { /* .await /* */ .await */ "\".await", r#"".await"#, b'"', 'a', 'x: loop { }
            // .await
            await, '\'' } } fn f() { g().await? }"####;
        assert_eq!(only(text), Does::default());
    }

    #[test]
    fn repetitions_do_not_return() {
        assert_eq!(only("macro_rules! m { ($($x:expr),* $(,)?) => { ($($x),*) } }"), Does::default());
        assert_eq!(only("macro_rules! m ( ($x:expr) => { f($x)? } );"), Does { awaits: false, returns: true });
        assert_eq!(only("macro_rules! m [ ($x:expr) => { return $x } ];"), Does { awaits: false, returns: true });
    }
}

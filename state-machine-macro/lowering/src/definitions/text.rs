//! Finds the definitions of macros in a file, and what its `use`s name.

use std::{collections::HashMap, ops::Range};

use super::{
    Does,
    words::{What, Word, words},
};
use crate::syntax::known;

/// What a file says about macros.
#[derive(Default, Debug)]
pub struct Contents {
    pub macros: Vec<Found>,
    /// The names in its `use`s, with what the path begins with. Empty where it begins with several.
    pub imports: HashMap<String, Vec<String>>,
    /// Modules whose macros are used outside of them.
    pub lends_macros: bool,
}

/// A `macro_rules!`.
#[derive(Clone, Debug)]
pub struct Found {
    pub name: String,
    pub does: Does,
    /// From its first word to where the block or module ends that it stands in: from there on it may be called.
    pub scope: Range<usize>,
    /// What is between its brackets.
    pub body: Range<usize>,
    /// It stands in a module, or in what a module gives to a macro, and not in a function.
    pub is_in_module: bool,
    /// `#[macro_export]`
    pub is_exported: bool,
    /// The attributes before it and before the modules around it: as they may say `#[cfg(..)]`, there may be another one, or none.
    pub attributes: Vec<Range<usize>>,
}

pub fn contents(text: &str) -> Contents {
    let words = words(text);
    let mut contents = Contents { imports: imports(&words), ..Contents::default() };
    let whats: Vec<What<'_>> = words.iter().map(|word| word.what).collect();
    contents.lends_macros = whats.windows(3).any(|window| {
        matches!(
            window,
            [What::Name("macro_use"), What::Sign(']'), What::Name("mod" | "pub")]
                | [What::Sign('!'), What::Sign('['), What::Name("macro_use")]
        )
    });
    // For each open bracket, the word that opens it.
    let mut open: Vec<usize> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match word.what {
            What::Sign('(' | '[' | '{') => open.push(at),
            What::Sign(')' | ']' | '}') => drop(open.pop()),
            What::Name("macro_rules") => {
                if let [What::Sign('!'), What::Name(name), _, ..] = whats[at + 1..] {
                    let inside = inside(&whats, at + 3);
                    let end = open.last().map_or(words.len(), |open| open + inside_length(&whats, *open));
                    let attributes = attributes(&whats, at);
                    let begin = words.get(inside.start).map_or(text.len(), |word| word.at);
                    let until = |word: usize| words.get(word).map_or(text.len(), |word| word.at);
                    let modules = open.iter().filter(|open| opens_module(&whats, **open));
                    let modules = modules.map(|open| before_module(&whats, *open));
                    let before =
                        modules.chain(std::iter::once(at - attributes.len()..at)).filter(|range| !range.is_empty());
                    contents.macros.push(Found {
                        name: name.to_owned(),
                        does: does(&whats[inside.clone()]),
                        scope: word.at..until(end),
                        body: begin..until(inside.end),
                        is_in_module: open.iter().all(|open| opens_module(&whats, *open) || opens_call(&whats, *open)),
                        is_exported: attributes.contains(&What::Name("macro_export")),
                        attributes: before.map(|range| until(range.start)..until(range.end)).collect(),
                    });
                }
            }
            _ => {}
        }
    }
    contents
}

/// What is in the brackets that open there.
fn inside(words: &[What<'_>], open: usize) -> Range<usize> {
    open + 1..open + inside_length(words, open)
}

/// How many words there are from an opening bracket to the closing one.
fn inside_length(words: &[What<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words[open..].iter().enumerate() {
        match word {
            What::Sign('(' | '[' | '{') => depth += 1,
            What::Sign(')' | ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    words.len() - open
}

/// `mod name {`
fn opens_module(words: &[What<'_>], open: usize) -> bool {
    open >= 2 && words[open] == What::Sign('{') && words[open - 2] == What::Name("mod")
}

/// `name! {`: what is given to a macro that writes items, as `cfg_rt! { macro_rules! .. }`, comes out of it as it is.
fn opens_call(words: &[What<'_>], open: usize) -> bool {
    open >= 2 && words[open - 1] == What::Sign('!') && matches!(words[open - 2], What::Name(_))
}

/// The attributes of `pub(crate) mod name {`.
fn before_module(words: &[What<'_>], open: usize) -> Range<usize> {
    let mut item = open - 2;
    if item > 0 && words[item - 1] == What::Sign(')') {
        item = words[..item].iter().rposition(|word| *word == What::Sign('(')).unwrap_or(item);
    }
    if item > 0 && words[item - 1] == What::Name("pub") {
        item -= 1;
    }
    item - attributes(words, item).len()..item
}

/// The words of the attributes that stand before an item.
fn attributes<'w, 't>(words: &'w [What<'t>], item: usize) -> &'w [What<'t>] {
    let mut begin = item;
    while begin > 0 && words[begin - 1] == What::Sign(']') {
        let mut depth = 0_usize;
        let open = (0..begin).rev().find(|at| {
            match words[*at] {
                What::Sign(']') => depth += 1,
                What::Sign('[') => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        match open {
            Some(open) if open > 0 && words[open - 1] == What::Sign('#') => begin = open - 1,
            _ => break,
        }
    }
    &words[begin..item]
}

fn imports(words: &[Word<'_>]) -> HashMap<String, Vec<String>> {
    let mut imports: HashMap<String, Vec<String>> = HashMap::new();
    let mut rest = words;
    while let Some(begin) = rest.iter().position(|word| word.what == What::Name("use")) {
        rest = &rest[begin + 1..];
        // `impl Trait + use<'a>`
        if rest.first().is_some_and(|word| word.what == What::Sign('<')) {
            continue;
        }
        let end = rest.iter().position(|word| word.what == What::Sign(';')).unwrap_or(rest.len());
        let names = |words: &[Word<'_>]| -> Vec<String> {
            let name = |word: &Word<'_>| match word.what {
                What::Name(name) => Some(name.to_owned()),
                What::Sign(_) => None,
            };
            words.iter().filter_map(name).collect()
        };
        let root = match rest.first().map(|word| word.what) {
            Some(What::Sign('{')) => String::new(),
            _ => names(&rest[..end]).first().cloned().unwrap_or_default(),
        };
        for name in names(&rest[..end]) {
            imports.entry(name).or_default().push(root.clone());
        }
    }
    imports
}

fn does(body: &[What<'_>]) -> Does {
    let mut does = Does::default();
    // For each open bracket, whether that is one of a repetition: `$(..)?` returns nothing.
    let (mut open, mut before, mut ends_repetition) = (Vec::new(), None, false);
    // Where the outermost `async` block ends: what awaits there, or returns, is the block, and not who calls the macro.
    let mut block_end = 0;
    for (at, word) in body.iter().enumerate() {
        match word {
            What::Sign('{') if at >= block_end && opens_async_block(body, at) => {
                block_end = at + inside_length(body, at);
                open.push(false);
            }
            What::Name("await" | "return" | "break" | "continue") | What::Sign('?') if at < block_end => {}
            What::Name(name)
                if body.get(at + 1) == Some(&What::Sign('!')) && body.get(at + 2) != Some(&What::Sign('=')) =>
            {
                does.calls |= !is_harmless(name);
            }
            What::Name("await") => does.awaits |= before == Some(What::Sign('.')),
            // What it declares may live on behind it.
            What::Name("let" | "const" | "enum" | "fn" | "static" | "struct" | "trait" | "type" | "union" | "use") => {
                does.calls = true
            }
            What::Name("return") => does.returns = true,
            What::Name("break" | "continue") => does.jumps = true,
            What::Sign('?') => does.returns |= !ends_repetition,
            What::Name("match") | What::Sign('&' | '*' | '.') => does.leaves = true,
            What::Sign('(' | '[' | '{') => open.push(before == Some(What::Sign('$'))),
            _ => {}
        }
        ends_repetition = matches!(word, What::Sign(')' | ']' | '}')) && open.pop() == Some(true);
        before = Some(*word);
    }
    does
}

/// `async {` and `async move {`
fn opens_async_block(words: &[What<'_>], open: usize) -> bool {
    let before = &words[..open];
    before.ends_with(&[What::Name("async")]) || before.ends_with(&[What::Name("async"), What::Name("move")])
}

/// Macros that only look at what they are given, or take it as a function would.
fn is_harmless(name: &str) -> bool {
    let name = name.strip_prefix("debug_").unwrap_or(name);
    known::names_fields(name)
        || matches!(
            name,
            "assert"
                | "assert_eq"
                | "assert_ne"
                | "concat"
                | "eprint"
                | "eprintln"
                | "file"
                | "format"
                | "format_args"
                | "line"
                | "module_path"
                | "panic"
                | "print"
                | "println"
                | "stringify"
                | "todo"
                | "unimplemented"
                | "unreachable"
                | "vec"
                | "write"
                | "writeln"
        )
}

#[cfg(test)]
mod tests {
    use super::{Does, contents};

    fn only(text: &str) -> Does {
        let found = contents(text).macros;
        assert_eq!(found.len(), 1, "{found:?}");
        Does { leaves: false, ..found[0].does }
    }

    #[test]
    fn what_awaits() {
        let text = "macro_rules! read { ($from:expr) => {{ let mut x = 0; $from . read(&mut x).await }}; }";
        assert_eq!(only(text), Does { awaits: true, calls: true, ..Does::default() });
        assert_eq!(contents(text).macros[0].name, "read");
    }

    #[test]
    fn what_async_blocks_do() {
        let text = "macro_rules! m { ($f:expr) => { async { $f.await?; async move { return 1; } } } }";
        assert_eq!(only(text), Does::default());
        let text = "macro_rules! m { ($f:expr) => { async move { $f.await } $($f)? .await } }";
        assert_eq!(only(text), Does { awaits: true, ..Does::default() });
        let text = "macro_rules! m { ($f:expr) => { (async move { $f.await })?; async fn f() {} } }";
        assert_eq!(only(text), Does { returns: true, calls: true, ..Does::default() });
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
        assert_eq!(
            only("macro_rules! m ( ($x:expr) => { f($x)? } );"),
            Does { awaits: false, returns: true, ..Does::default() }
        );
        assert_eq!(
            only("macro_rules! m [ ($x:expr) => { return $x } ];"),
            Does { awaits: false, returns: true, ..Does::default() }
        );
    }

    #[test]
    fn what_leaves_temporaries() {
        let leaves = |text| contents(text).macros[0].does.leaves;
        assert!(leaves("macro_rules! m { () => { *LOCK.lock().unwrap() } }"));
        assert!(leaves("macro_rules! m { ($e:expr) => { f(&$e) } }"));
        assert!(!leaves("macro_rules! m { ($e:expr) => { f($e) } }"));
    }

    #[test]
    fn where_a_macro_stands() {
        let text = "use a::{b, c}; #[macro_use] mod m { #[cfg(x)] macro_rules! one { () => { 1 } } fn f() { \
            #[macro_export] macro_rules! two [ () => { 2 }; ]; } }";
        let found = contents(text);
        assert!(found.lends_macros);
        assert!(contents("#![macro_use] macro_rules! one { () => { 1 } }").lends_macros);
        assert_eq!((&found.imports["b"], &found.imports["c"]), (&vec!["a".to_owned()], &vec!["a".to_owned()]));
        let [one, two] = &found.macros[..] else { panic!("{found:?}") };
        let attributes =
            |found: &super::Found| found.attributes.iter().map(|range| text[range.clone()].trim()).collect::<Vec<_>>();
        assert_eq!(
            (attributes(one), attributes(two)),
            (vec!["#[macro_use]", "#[cfg(x)]"], vec!["#[macro_use]", "#[macro_export]"])
        );
        assert!(two.is_exported && !one.is_exported);
        assert!(one.is_in_module && !two.is_in_module);
        let inside = contents("a::lent! { macro_rules! one { () => { macro_rules! two { () => { 1 } } } } }").macros;
        assert!(inside[0].is_in_module && !inside[1].is_in_module);
        assert_eq!(text[one.body.clone()].trim(), "() => { 1 }");
        assert_eq!(text[two.body.clone()].trim(), "() => { 2 };");
        assert_eq!((&text[one.scope.end..], &text[two.scope.end..]), ("}", "} }"));
    }
}

//! Random tokens that look like Rust, and random mistakes in Rust.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

const WORDS: &str = "\
    a b x self Self super crate async await fn move const unsafe extern let mut ref if else match loop while for \
    in break continue return pub impl dyn where as struct enum union trait type use mod static macro_rules yield \
    try gen box raw safe auto default true false _ i32 Option Some None Ok println vec name cfg doc r#fn \
    manual_async Future Output";
const PUNCTS: &str = "+ - * / % ^ ! & | && || = == != < > <= >= += <<= . .. ... ..= , ; : :: -> => ? # @ $ ~ 'a";
const LITERALS: &[&str] = &["0", "1u8", "1.5", "0.0", "'c'", "b'b'", "\"text\"", "\"{x} {}\"", "r#\"raw\"#", "c\"c\""];
const PIECES: &[&str] = &[
    "x.await",
    "f().await?",
    "let x = f().await;",
    "let Some(x) = f().await else { return };",
    "|x| x + 1",
    "async move { x.await }",
    "match x.await { Some(y) if y > 1 => y.await, _ => 0 }",
    "if let Some(x) = f().await {}",
    "while let Some(x) = f().await { continue; }",
    "for x in f().await { break }",
    "loop { break 'a x.await }",
    "println!(\"{x}\")",
    "println!(\"{}\", x.await)",
    "vec![x; 3]",
    "#[cfg(unix)]",
    "#[allow(unused)]",
    "'a: {}",
    "x = f().await;",
    "f(a, b.await)",
    "a && b.await",
    "x += y.await;",
    "return x.await;",
    "&mut x",
    "unsafe { f() }",
    "const { 1 }",
    "fn g() {}",
    "{ x }.m().await",
    "x.0.1",
    "S { a, ..b }",
    "[x, ..]",
    "let x;",
    "(a, b) = c.await;",
];

/// A small generator of numbers (SplitMix64): the same ones for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// A number from 0 to `end`, without `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn word_of<'a>(&mut self, words: &'a str) -> &'a str {
        let words: Vec<&str> = words.split(' ').collect();
        self.one_of(&words)
    }

    /// A few tokens, nested at most `depth` deep.
    pub fn tokens(&mut self, depth: usize) -> TokenStream {
        let count = self.below(9);
        (0..count).flat_map(|_| self.token(depth)).collect()
    }

    /// `async fn f() { tokens }`
    pub fn function_with_body(&mut self) -> TokenStream {
        let body = self.tokens(4);
        quote!(async fn f(a: u8, b: u8) { #body })
    }

    /// `async fn f(tokens) -> tokens {}`
    pub fn function_with_signature(&mut self) -> TokenStream {
        let (before, arguments, output) = (self.tokens(1), self.tokens(3), self.tokens(1));
        quote!(#before async fn f(#arguments) -> #output { g().await })
    }

    fn token(&mut self, depth: usize) -> TokenStream {
        match self.below(20) {
            0..7 => self.word().into(),
            7..12 => punctuation(self.word_of(PUNCTS)),
            12..14 => self.one_of(LITERALS).parse::<Literal>().map(TokenTree::from).expect("a literal").into(),
            14..17 if depth > 0 => {
                let delimiter = self.delimiter();
                TokenTree::from(Group::new(delimiter, self.tokens(depth - 1))).into()
            }
            _ => self.one_of(PIECES).parse().expect("tokens"),
        }
    }

    fn word(&mut self) -> TokenTree {
        match self.word_of(WORDS) {
            "r#fn" => Ident::new_raw("fn", Span::call_site()).into(),
            word => Ident::new(word, Span::call_site()).into(),
        }
    }

    fn delimiter(&mut self) -> Delimiter {
        [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket, Delimiter::None][self.below(4)]
    }

    /// `tokens` with one thing left out, doubled, exchanged, replaced or put in, at any depth.
    pub fn mistake(&mut self, tokens: TokenStream) -> TokenStream {
        let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
        if trees.is_empty() {
            return self.token(1);
        }
        let at = self.below(trees.len());
        let groups: Vec<usize> = (0..trees.len()).filter(|at| matches!(trees[*at], TokenTree::Group(_))).collect();
        if !groups.is_empty() && self.below(4) > 0 {
            let at = groups[self.below(groups.len())];
            trees[at] = self.mistake_inside(trees[at].clone());
            return trees.into_iter().collect();
        }
        match self.below(5) {
            0 => drop(trees.remove(at)),
            1 => trees.insert(at, trees[at].clone()),
            2 => {
                let other = self.below(trees.len());
                trees.swap(at, other);
            }
            3 => drop(trees.splice(at..at + 1, self.token(1))),
            _ => drop(trees.splice(at..at, self.token(1))),
        }
        trees.into_iter().collect()
    }

    /// A mistake inside the delimiters, now and then in the delimiters themselves.
    fn mistake_inside(&mut self, tree: TokenTree) -> TokenTree {
        let TokenTree::Group(group) = tree else { return tree };
        match self.below(12) {
            0 => Group::new(self.delimiter(), group.stream()).into(),
            _ => Group::new(group.delimiter(), self.mistake(group.stream())).into(),
        }
    }

    /// `into` with a part of `from` in the place of one of its own.
    pub fn transplant(&mut self, into: TokenStream, from: TokenStream) -> TokenStream {
        let part = self.part(from);
        self.replace(into, &part)
    }

    fn part(&mut self, tokens: TokenStream) -> TokenStream {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        match trees.get(self.below(trees.len().max(1))) {
            Some(TokenTree::Group(group)) if self.below(3) > 0 => self.part(group.stream()),
            Some(_) => {
                let start = self.below(trees.len());
                let end = start + 1 + self.below(trees.len() - start);
                trees[start..end].iter().cloned().collect()
            }
            None => TokenStream::new(),
        }
    }

    fn replace(&mut self, tokens: TokenStream, part: &TokenStream) -> TokenStream {
        let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
        let groups: Vec<usize> = (0..trees.len()).filter(|at| matches!(trees[*at], TokenTree::Group(_))).collect();
        if !groups.is_empty() && self.below(5) > 0 {
            let at = groups[self.below(groups.len())];
            if let TokenTree::Group(group) = &trees[at] {
                trees[at] = Group::new(group.delimiter(), self.replace(group.stream(), part)).into();
            }
            return trees.into_iter().collect();
        }
        let start = self.below(trees.len() + 1);
        let end = start + self.below(trees.len() - start + 1);
        trees.splice(start..end, part.clone());
        trees.into_iter().collect()
    }
}

/// The tokens of `==`, `'a`, ..
fn punctuation(text: &str) -> TokenStream {
    if text.starts_with('\'') {
        return text.parse().expect("a lifetime");
    }
    let last = text.len() - 1;
    let spacing = |at| if at == last { Spacing::Alone } else { Spacing::Joint };
    text.chars().enumerate().map(|(at, char)| TokenTree::from(Punct::new(char, spacing(at)))).collect()
}

//! What a rule makes of what it is given.
//!
//! Names that stand in the rule itself are not those of the code that calls the macro. So they are marked, until it is clear
//! which of them it declares (`unfold::own::hygiene`).

use std::{collections::HashMap, str::FromStr};

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;

use super::{
    matching::{Given, Matched, names},
    rules::{Piece, Repeated},
};
use crate::{
    model::mark,
    syntax::{format::captures, names::is_keyword},
};

/// The tokens that a rule makes, each where the macro is called. `None`: that is not understood.
pub fn made(pieces: &[Piece], given: &Given, site: Span) -> Option<TokenStream> {
    let given = given.iter().map(|(name, matched)| (&**name, matched)).collect();
    Maker { site }.sequence(pieces, &given).map(without_marked_syntax)
}

/// What stands for the variables here, inside so many repetitions.
type Here<'g> = HashMap<&'g str, &'g Matched>;

struct Maker {
    site: Span,
}

impl Maker {
    fn sequence(&self, pieces: &[Piece], given: &Here<'_>) -> Option<TokenStream> {
        let mut tokens = TokenStream::new();
        for piece in pieces {
            match piece {
                Piece::Token(token) => tokens.extend([self.token(token)]),
                Piece::Group(delimiter, inside) => {
                    tokens.extend([self.group(*delimiter, self.sequence(inside, given)?)])
                }
                Piece::Crate => tokens.extend([TokenTree::Ident(Ident::new("crate", self.site))]),
                Piece::Variable { name, .. } => match given.get(&**name)? {
                    Matched::One { kind, tokens: one } => tokens.extend(self.one(kind, one)),
                    Matched::Many(_) => return None,
                },
                Piece::Repeated(repeated) => tokens.extend(self.repeated(repeated, given)?),
            }
        }
        Some(tokens)
    }

    fn repeated(&self, repeated: &Repeated, given: &Here<'_>) -> Option<TokenStream> {
        let mut lists: Vec<(&str, &[Matched])> = Vec::new();
        names(&repeated.inside, &mut |name| {
            if let Some((name, Matched::Many(list))) = given.get_key_value(name) {
                lists.push((name, list));
            }
        });
        let count = lists.first()?.1.len();
        if lists.iter().any(|(_, list)| list.len() != count) {
            return None;
        }
        let mut tokens = TokenStream::new();
        for index in 0..count {
            if index > 0 {
                tokens.extend(repeated.separator.iter().map(|sign| self.token(sign)));
            }
            let mut once = given.clone();
            once.extend(lists.iter().map(|(name, list)| (*name, &list[index])));
            tokens.extend(self.sequence(&repeated.inside, &once)?);
        }
        Some(tokens)
    }

    /// An expression stays one, whatever stands around it.
    fn one(&self, kind: &str, tokens: &[TokenTree]) -> TokenStream {
        let one = tokens.iter().cloned().collect();
        let is_grouped = matches!(tokens, [TokenTree::Group(group)] if group.delimiter() == Delimiter::None);
        match kind {
            "expr" | "expr_2021" if !is_grouped => TokenTree::Group(Group::new(Delimiter::None, one)).into(),
            "literal" if tokens.len() > 1 => TokenTree::Group(Group::new(Delimiter::None, one)).into(),
            // A statement ends where it does, whether or not a `;` comes behind it.
            "stmt" if matches!(tokens, [TokenTree::Ident(word), ..] if word == "let") => quote!(#one;),
            _ => one,
        }
    }

    fn group(&self, delimiter: Delimiter, inside: TokenStream) -> TokenTree {
        let mut group = Group::new(delimiter, inside);
        group.set_span(self.site);
        group.into()
    }

    fn token(&self, token: &TokenTree) -> TokenTree {
        let mut token = match token {
            TokenTree::Ident(ident) => match ident.to_string() {
                // Before edition 2024 it is a name, and nothing else is understood.
                word if is_keyword(&word) && word != "gen" => ident.clone().into(),
                word => mark::made_by_macro(word.trim_start_matches("r#"), self.site).into(),
            },
            TokenTree::Literal(literal) => marked_captures(literal).unwrap_or_else(|| literal.clone()).into(),
            token => token.clone(),
        };
        token.set_span(self.site);
        token
    }
}

/// Some names mean something to whoever parses, where they stand before certain others.
fn without_marked_syntax(tokens: TokenStream) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let is_word = |at: usize, words: &[&str]| matches!(trees.get(at), Some(TokenTree::Ident(ident)) if words.iter().any(|word| ident == word));
    let plain = trees.iter().enumerate().map(|(at, tree)| match tree {
        TokenTree::Group(group) => {
            let mut plain = Group::new(group.delimiter(), without_marked_syntax(group.stream()));
            plain.set_span(group.span());
            plain.into()
        }
        TokenTree::Ident(ident) => {
            let text = ident.to_string();
            let is_syntax = match mark::read_made_by_macro(&text) {
                Some("raw") => is_word(at + 1, &["const", "mut"]),
                Some("union") => matches!(trees.get(at + 1), Some(TokenTree::Ident(_))),
                Some("auto") => is_word(at + 1, &["trait"]),
                Some("safe") => is_word(at + 1, &["fn", "static"]),
                Some("default") => is_word(at + 1, &["async", "const", "fn", "impl", "type", "unsafe"]),
                Some("macro_rules") => {
                    matches!(trees.get(at + 1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!')
                }
                _ => false,
            };
            match mark::read_made_by_macro(&text).filter(|_| is_syntax) {
                Some(word) => Ident::new(word, ident.span()).into(),
                None => tree.clone(),
            }
        }
        tree => tree.clone(),
    });
    plain.collect()
}

// From: `"is {value}"`
// Into: the same with a mark behind the name
fn marked_captures(literal: &Literal) -> Option<Literal> {
    let text = literal.to_string();
    let names = captures(&text);
    let named = names.iter().fold(text, |text, name| {
        let marked = mark::made_by_macro(name, Span::mixed_site()).to_string();
        [("{", "}"), ("{", ":"), ("", "$")].iter().fold(text, |text, (before, after)| {
            text.replace(&format!("{before}{name}{after}"), &format!("{before}{marked}{after}"))
        })
    });
    if names.is_empty() { None } else { Literal::from_str(&named).ok() }
}

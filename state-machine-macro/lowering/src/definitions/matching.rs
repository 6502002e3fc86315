//! What a call gives to a macro, by the rule that it matches.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::{
    Token,
    parse::{Parse, ParseStream, Parser, Result as Parsed},
};

use super::rules::{Limit, Piece, Repeated, is_punct};
use crate::syntax::names::is_keyword;

/// What stands for the variables of a rule.
pub type Given = HashMap<String, Matched>;

#[derive(Clone)]
pub enum Matched {
    One { kind: String, tokens: Vec<TokenTree> },
    Many(Vec<Matched>),
}

/// Why a rule does not take a call.
pub enum Failure {
    /// It is for others.
    Other,
    /// It cannot be said whether it is for this one.
    Unclear,
}

/// Matches all of what a macro is called with.
pub fn matched(pieces: &[Piece], tokens: TokenStream) -> Result<Given, Failure> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut given = Given::new();
    match sequence(pieces, &trees, &mut given)? {
        [] => Ok(given),
        _ => Err(Failure::Other),
    }
}

/// What is left behind the pieces.
fn sequence<'t>(pieces: &[Piece], trees: &'t [TokenTree], given: &mut Given) -> Result<&'t [TokenTree], Failure> {
    let mut rest = trees;
    for piece in pieces {
        rest = match piece {
            Piece::Token(token) => match rest {
                [first, more @ ..] if is_same(token, first) => more,
                _ => return Err(Failure::Other),
            },
            Piece::Group(delimiter, inside) => match rest {
                [TokenTree::Group(group), more @ ..] if group.delimiter() == *delimiter => {
                    given.extend(matched(inside, group.stream())?);
                    more
                }
                _ => return Err(Failure::Other),
            },
            Piece::Variable { name, kind } => {
                let length = fragment(kind, rest)?;
                let one = Matched::One { kind: kind.clone(), tokens: rest[..length].to_vec() };
                given.insert(name.clone(), one);
                &rest[length..]
            }
            Piece::Repeated(repeated) => repetition(repeated, rest, given)?,
            Piece::Crate => return Err(Failure::Unclear),
        };
    }
    Ok(rest)
}

fn repetition<'t>(repeated: &Repeated, trees: &'t [TokenTree], given: &mut Given) -> Result<&'t [TokenTree], Failure> {
    let (mut rest, mut count) = (trees, 0);
    let mut all: HashMap<String, Vec<Matched>> = HashMap::new();
    names(&repeated.inside, &mut |name| drop(all.insert(name.to_owned(), Vec::new())));
    while !(rest.is_empty() || repeated.limit == Limit::AtMostOnce && count == 1) {
        let begin = match count {
            0 => rest,
            _ => match behind(&repeated.separator, rest) {
                Some(begin) => begin,
                None => break,
            },
        };
        let mut once = Given::new();
        match sequence(&repeated.inside, begin, &mut once) {
            // What takes nothing would take it for ever.
            Ok(after) if after.len() == rest.len() => return Err(Failure::Unclear),
            Ok(after) => rest = after,
            Err(Failure::Other) => break,
            Err(unclear) => return Err(unclear),
        }
        count += 1;
        once.into_iter().for_each(|(name, matched)| all.entry(name).or_default().push(matched));
    }
    if repeated.limit == Limit::AtLeastOnce && count == 0 {
        return Err(Failure::Other);
    }
    given.extend(all.into_iter().map(|(name, matched)| (name, Matched::Many(matched))));
    Ok(rest)
}

fn behind<'t>(separator: &[TokenTree], trees: &'t [TokenTree]) -> Option<&'t [TokenTree]> {
    let begins = trees.len() >= separator.len() && separator.iter().zip(trees).all(|(sign, tree)| is_same(sign, tree));
    begins.then(|| &trees[separator.len()..])
}

/// The variables in there.
pub fn names(pieces: &[Piece], each: &mut impl FnMut(&str)) {
    for piece in pieces {
        match piece {
            Piece::Variable { name, .. } => each(name),
            Piece::Group(_, inside) => names(inside, each),
            Piece::Repeated(repeated) => names(&repeated.inside, each),
            Piece::Token(_) | Piece::Crate => {}
        }
    }
}

fn is_same(wanted: &TokenTree, tree: &TokenTree) -> bool {
    match (wanted, tree) {
        (TokenTree::Punct(wanted), TokenTree::Punct(punct)) => wanted.as_char() == punct.as_char(),
        (TokenTree::Ident(wanted), TokenTree::Ident(ident)) => wanted == ident,
        (TokenTree::Literal(wanted), TokenTree::Literal(literal)) => wanted.to_string() == literal.to_string(),
        _ => false,
    }
}

/// How many trees a fragment of this kind takes.
fn fragment(kind: &str, rest: &[TokenTree]) -> Result<usize, Failure> {
    match (kind, rest) {
        ("vis", _) => parsed::<syn::Visibility>(rest),
        (_, []) => Err(Failure::Other),
        ("ident", [TokenTree::Ident(ident), ..]) if ident != "_" => Ok(1),
        ("lifetime", [sign, TokenTree::Ident(_), ..]) if is_punct(sign, '\'') => Ok(2),
        ("ident" | "lifetime", _) => Err(Failure::Other),
        ("tt", _) => Ok(token(rest)),
        ("block", [TokenTree::Group(group), ..]) if group.delimiter() == Delimiter::Brace => Ok(1),
        ("block", _) => Err(Failure::Other),
        ("literal", [TokenTree::Literal(_), ..]) => Ok(1),
        ("literal", [sign, TokenTree::Literal(_), ..]) if is_punct(sign, '-') => Ok(2),
        ("literal", [TokenTree::Ident(word), ..]) if word == "true" || word == "false" => Ok(1),
        ("literal", _) => Err(Failure::Other),
        ("expr" | "expr_2021", [first, ..]) if !begins_expression(first) => Err(Failure::Other),
        ("expr" | "expr_2021", _) => parsed::<syn::Expr>(rest),
        ("ty", _) => parsed::<syn::Type>(rest),
        ("path", _) => parsed::<syn::Path>(rest),
        ("stmt", [TokenTree::Ident(word), ..]) if word == "let" => parsed_by(declaration, rest),
        ("stmt", [first, ..]) if begins_expression(first) => {
            parsed_by(syn::Expr::parse_with_earlier_boundary_rule, rest)
        }
        ("pat", _) => parsed_by(syn::Pat::parse_multi_with_leading_vert, rest),
        ("pat_param", _) => parsed_by(syn::Pat::parse_single, rest),
        _ => Err(Failure::Unclear),
    }
}

fn parsed<T: Parse>(rest: &[TokenTree]) -> Result<usize, Failure> {
    parsed_by(T::parse, rest)
}

/// A `let` without its `;`.
fn declaration(input: ParseStream) -> Parsed<()> {
    input.parse::<Token![let]>()?;
    syn::Pat::parse_single(input)?;
    if input.parse::<Option<Token![:]>>()?.is_some() {
        input.parse::<syn::Type>()?;
    }
    if input.parse::<Option<Token![=]>>()?.is_some() {
        input.parse::<syn::Expr>()?;
        if input.parse::<Option<Token![else]>>()?.is_some() {
            input.parse::<syn::Block>()?;
        }
    }
    Ok(())
}

/// What begins as such a fragment rustc takes for one, whatever comes behind it.
fn parsed_by<T>(parse: impl Fn(ParseStream) -> Parsed<T>, rest: &[TokenTree]) -> Result<usize, Failure> {
    let parser = |input: ParseStream| {
        parse(input)?;
        input.parse::<TokenStream>()
    };
    let left = parser.parse2(rest.iter().cloned().collect()).map_err(|_| Failure::Unclear)?;
    Ok(rest.len() - left.into_iter().count())
}

fn begins_expression(first: &TokenTree) -> bool {
    match first {
        TokenTree::Punct(punct) => {
            matches!(punct.as_char(), '-' | '!' | '*' | '&' | '|' | '<' | ':' | '.' | '\'' | '#')
        }
        TokenTree::Ident(word) => {
            let word = word.to_string();
            let begins = [
                "Self", "async", "break", "const", "continue", "crate", "false", "for", "if", "loop", "match", "move",
                "return", "self", "static", "super", "true", "unsafe", "while",
            ];
            !is_keyword(&word) || begins.contains(&&*word)
        }
        TokenTree::Group(_) | TokenTree::Literal(_) => true,
    }
}

/// How many trees a token takes: signs that belong together are one, and so is a lifetime.
fn token(rest: &[TokenTree]) -> usize {
    const SIGNS: &[&str] = &[
        "<<=", ">>=", "...", "..=", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=",
        "<<", ">>", "->", "=>", "::", "..",
    ];
    let mut signs = String::new();
    for tree in rest.iter().take(3) {
        let TokenTree::Punct(punct) = tree else { break };
        signs.push(punct.as_char());
        if punct.spacing() == Spacing::Alone {
            break;
        }
    }
    match signs.starts_with('\'') {
        true => 2,
        false => SIGNS.iter().find(|known| signs.starts_with(**known)).map_or(1, |known| known.len()),
    }
}

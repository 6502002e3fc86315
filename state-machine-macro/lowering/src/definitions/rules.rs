//! The rules of a macro: what each of them is given, and what it makes of that.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// `($value:expr) => { f($value) }`
pub struct Rule {
    pub given: Vec<Piece>,
    pub makes: Vec<Piece>,
}

/// A piece of either side.
pub enum Piece {
    /// A token, and no brackets.
    Token(TokenTree),
    Group(Delimiter, Vec<Piece>),
    /// `$value:expr`, and `$value` where it is made into something.
    Variable {
        name: String,
        kind: String,
    },
    /// `$crate`
    Crate,
    Repeated(Repeated),
}

/// `$(..),*`
pub struct Repeated {
    pub inside: Vec<Piece>,
    pub separator: Vec<TokenTree>,
    pub limit: Limit,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    Any,
    AtLeastOnce,
    AtMostOnce,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Given,
    Made,
}

/// The rules in what stands between the brackets of a `macro_rules!`. `None`: they are not understood.
pub fn rules(body: TokenStream) -> Option<Vec<Rule>> {
    let trees: Vec<TokenTree> = body.into_iter().collect();
    let mut rules = Vec::new();
    let mut rest = &trees[..];
    while let [first, more @ ..] = rest {
        if is_punct(first, ';') {
            rest = more;
            continue;
        }
        let [TokenTree::Group(given), equals, arrow, TokenTree::Group(makes), more @ ..] = rest else { return None };
        if !is_punct(equals, '=') || !is_punct(arrow, '>') {
            return None;
        }
        rules.push(Rule { given: pieces(given.stream(), Side::Given)?, makes: pieces(makes.stream(), Side::Made)? });
        rest = more;
    }
    Some(rules)
}

fn pieces(tokens: TokenStream, side: Side) -> Option<Vec<Piece>> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let (mut pieces, mut rest) = (Vec::new(), &trees[..]);
    while let [first, more @ ..] = rest {
        rest = more;
        pieces.push(match first {
            TokenTree::Group(group) => Piece::Group(group.delimiter(), self::pieces(group.stream(), side)?),
            sign if is_punct(sign, '$') => behind_sign(&mut rest, side)?,
            token => Piece::Token(token.clone()),
        });
    }
    Some(pieces)
}

/// What a `$` begins.
fn behind_sign(rest: &mut &[TokenTree], side: Side) -> Option<Piece> {
    match *rest {
        [TokenTree::Ident(word), more @ ..] if word == "crate" => {
            *rest = more;
            Some(Piece::Crate)
        }
        [TokenTree::Ident(name), colon, TokenTree::Ident(kind), more @ ..]
            if side == Side::Given && is_punct(colon, ':') =>
        {
            *rest = more;
            Some(Piece::Variable { name: name.to_string(), kind: kind.to_string() })
        }
        [TokenTree::Ident(name), more @ ..] if side == Side::Made => {
            *rest = more;
            Some(Piece::Variable { name: name.to_string(), kind: String::new() })
        }
        [TokenTree::Group(group), more @ ..] if group.delimiter() == Delimiter::Parenthesis => {
            let inside = pieces(group.stream(), side)?;
            let ends =
                (0..=2).find(|end| more.get(*end).and_then(limit).is_some() && (*end > 0 || !is_separator(more)))?;
            let (separator, limit) = (more[..ends].to_vec(), limit(&more[ends])?);
            *rest = &more[ends + 1..];
            Some(Piece::Repeated(Repeated { inside, separator, limit }))
        }
        _ => None,
    }
}

/// `+*`: the sign of a repetition may separate, too.
fn is_separator(signs: &[TokenTree]) -> bool {
    matches!(signs, [first, second, ..] if is_punct(first, '+') && is_punct(second, '*'))
}

fn limit(sign: &TokenTree) -> Option<Limit> {
    match sign {
        TokenTree::Punct(punct) => match punct.as_char() {
            '*' => Some(Limit::Any),
            '+' => Some(Limit::AtLeastOnce),
            '?' => Some(Limit::AtMostOnce),
            _ => None,
        },
        _ => None,
    }
}

pub fn is_punct(tree: &TokenTree, sign: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign)
}

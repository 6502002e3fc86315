//! Names in tokens that are not Rust, as far as one can see: each word may be that of a local.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};

use super::hygiene::Settler;
use crate::{
    model::mark::{read_made_by_macro, without_made_by_macro},
    syntax::names::named,
};

/// With the names that the words have here, but for those of members, fields, modules and macros.
pub fn settled(tokens: TokenStream, settler: &mut Settler<'_>) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let settled = trees.iter().enumerate().map(|(at, tree)| match tree.clone() {
        TokenTree::Group(group) => bare(&group, self::settled(group.stream(), settler)),
        TokenTree::Ident(ident) if is_no_local(&trees, at) => plain_ident(&ident).unwrap_or(ident).into(),
        TokenTree::Ident(ident) => called(&ident, settler).unwrap_or(ident).into(),
        TokenTree::Literal(text) => literal(&text, settler).unwrap_or(text).into(),
        punct => punct,
    });
    settled.collect()
}

/// `.name`, `name: ..`, `name::..`, `name!` and `name = ..`
fn is_no_local(trees: &[TokenTree], at: usize) -> bool {
    let sign = |at: Option<usize>| match at.and_then(|at| trees.get(at)) {
        Some(TokenTree::Punct(punct)) => punct.as_char(),
        _ => ' ',
    };
    let before = |by: usize| sign(at.checked_sub(by));
    let (next, after_next) = (sign(Some(at + 1)), sign(Some(at + 2)));
    let is_declared = matches!(at.checked_sub(1).map(|at| &trees[at]), Some(TokenTree::Ident(word)) if word == "let" || word == "mut");
    before(1) == '.' && before(2) != '.'
        || next == ':'
        || next == '!' && after_next != '='
        || next == '=' && after_next != '=' && !is_declared
}

fn called(ident: &Ident, settler: &mut Settler<'_>) -> Option<Ident> {
    let text = ident.to_string();
    let name = read_made_by_macro(&text)?;
    Some(named(&settler.called(name), ident.span()))
}

/// A text that captures names.
pub fn literal(literal: &Literal, settler: &mut Settler<'_>) -> Option<Literal> {
    let mut settled =
        Literal::from_str(&without_made_by_macro(&literal.to_string(), |name| settler.called(name))?).ok()?;
    settled.set_span(literal.span());
    Some(settled)
}

/// A name that no local has.
pub fn plain_ident(ident: &Ident) -> Option<Ident> {
    read_made_by_macro(&ident.to_string()).map(|name| named(name, ident.span()))
}

/// Without marks, where no word is a name.
pub fn plain(tokens: TokenStream) -> TokenStream {
    let trees = tokens.into_iter().map(|tree| match tree {
        TokenTree::Group(group) => bare(&group, plain(group.stream())),
        TokenTree::Ident(ident) => plain_ident(&ident).unwrap_or(ident).into(),
        tree => tree,
    });
    trees.collect()
}

/// What is one thing anyhow needs no invisible parentheses.
fn bare(group: &Group, inside: TokenStream) -> TokenTree {
    let mut trees = inside.clone().into_iter();
    if group.delimiter() == Delimiter::None
        && let (Some(one @ (TokenTree::Ident(_) | TokenTree::Literal(_))), None) = (trees.next(), trees.next())
    {
        return one;
    }
    let mut settled = Group::new(group.delimiter(), inside);
    settled.set_span(group.span());
    settled.into()
}

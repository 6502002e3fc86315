//! What stands in the place of a function that was refused.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::Path;

/// The item as it was written, without what rustc refuses on its own, so that one mistake is reported once.
///
/// from: `const async fn f() {}`, into: `async fn f() {}`
/// from: `async fn f(a: u8, ...) {}`, into: `async fn f(a: u8) {}`
pub fn without_refused(item: TokenStream) -> TokenStream {
    let trees: Vec<TokenTree> = super::ungroup(item).into_iter().collect();
    let Some(keyword) = trees.iter().position(|tree| is_word(tree, "fn")) else { return trees.into_iter().collect() };
    let is_async = trees[..keyword].iter().any(|tree| is_word(tree, "async"));
    let repaired = trees.into_iter().enumerate().filter_map(|(at, tree)| match tree {
        tree if !is_async => Some(tree),
        tree if at < keyword && is_word(&tree, "const") => None,
        TokenTree::Group(group) if at > keyword && group.delimiter() == Delimiter::Parenthesis => {
            Some(without_variadic(group).into())
        }
        tree => Some(tree),
    });
    repaired.collect()
}

fn is_word(tree: &TokenTree, word: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == word)
}

/// from: `(a: u8, rest: ...)`, into: `(a: u8,)`
fn without_variadic(arguments: Group) -> Group {
    let mut trees: Vec<TokenTree> = arguments.stream().into_iter().collect();
    trees.pop_if(|last| is_punct(last, ','));
    if !trees.last_chunk().is_some_and(|dots: &[_; 3]| dots.iter().all(|dot| is_punct(dot, '.'))) {
        return arguments;
    }
    let others = trees.iter().rposition(|tree| is_punct(tree, ',')).map_or(0, |comma| comma + 1);
    let mut without = Group::new(Delimiter::Parenthesis, trees.drain(..others).collect());
    without.set_span(arguments.span());
    without
}

fn is_punct(tree: &TokenTree, char: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == char)
}

/// What stays as it was written names the support code all the same, if the attribute does: whoever imports that uses it.
///
/// From: `async fn f() {}` under `#[manual_async(crate = support)]`
/// Into: `async fn f() { const _: fn() = support::machine::only_once; }`
pub fn naming(krate: &Path, item: TokenStream) -> TokenStream {
    let is_default =
        krate.leading_colon.is_some() && krate.segments.len() == 1 && krate.segments[0].ident == "manual_async";
    if is_default {
        return item;
    }
    // In a block an import could not name what that imports.
    let used = quote!(#[allow(unused_qualifications)] const _: fn() = #krate::machine::only_once;);
    with_first(item.clone(), &used).unwrap_or(item)
}

/// The function or the block, with a statement before all that are in it.
pub fn with_first(item: TokenStream, stmt: &TokenStream) -> Option<TokenStream> {
    let mut trees: Vec<TokenTree> = item.into_iter().collect();
    let has_body = trees.iter().any(|tree| is_word(tree, "fn") || is_word(tree, "async"));
    let Some(TokenTree::Group(body)) = trees.last_mut() else { return None };
    if !has_body || body.delimiter() != Delimiter::Brace {
        return None;
    }
    let (inner, rest) = inner_attributes(body.stream());
    let mut group = Group::new(Delimiter::Brace, quote!(#inner #stmt #rest));
    group.set_span(body.span());
    *body = group;
    Some(trees.into_iter().collect())
}

/// `#![a] #![b]`, and what follows.
fn inner_attributes(body: TokenStream) -> (TokenStream, TokenStream) {
    let trees: Vec<TokenTree> = body.into_iter().collect();
    let is_punct =
        |at: usize, sign: char| matches!(trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    let mut end = 0;
    while is_punct(end, '#') && is_punct(end + 1, '!') {
        end += 3;
    }
    let rest = trees[end.min(trees.len())..].iter().cloned().collect();
    (trees.into_iter().take(end).collect(), rest)
}

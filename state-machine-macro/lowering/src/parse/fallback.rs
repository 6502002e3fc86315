//! What stands in the place of a function that was refused.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

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

//! Functions that cannot be read, though rustc has read them before.
//!
//! As a rule rustc has found a mistake then, has said so, and goes on as if there was none. A second word would be one too
//! many, and the wrong one. If there is no mistake, rustc knows more than the parser of this crate. To tell the two apart there is
//! something that rustc says if it finds no mistake at all: the result of a function that must be used.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::{
    function::{self, Source},
    ungroup,
};
use crate::refusal::Refusal;

/// The function as it is, with a refusal that is silent if rustc says anything else.
///
/// From: `async fn f() { a b }`
/// Into: `async fn f() { const _: () = { #[must_use = "cannot read this"] const fn unread() -> u8 { 0 } unread(); }; a b }`
pub fn unread(item: &Source) -> Option<TokenStream> {
    let tokens = ungroup(item.tokens()?.clone());
    let error = function::unreadable(tokens.clone())?;
    let reason = Refusal::UnreadableSyntax { reason: error.to_string() }.to_string();
    let told = quote_spanned!(error.span()=> unread(););
    let refusal = quote! {
        #[deny(unused_must_use)]
        const _: () = {
            #[must_use = #reason]
            const fn unread() -> u8 { 0 }
            #told
        };
    };
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    let is_function = trees.iter().any(|tree| matches!(tree, TokenTree::Ident(word) if word == "fn"));
    match trees.last_mut() {
        // In an `impl` nothing may stand beside the function.
        Some(TokenTree::Group(body)) if is_function && body.delimiter() == Delimiter::Brace => {
            let (inner, rest) = inner_attributes(body.stream());
            let mut group = Group::new(Delimiter::Brace, quote!(#inner #refusal #rest));
            group.set_span(body.span());
            *body = group;
        }
        _ => trees.extend(refusal),
    }
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

//! Names in tokens.

use proc_macro2::{Ident, TokenStream, TokenTree};

/// Does the identifier stand anywhere in the tokens?
pub fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(ident) => ident == *name,
        _ => false,
    })
}

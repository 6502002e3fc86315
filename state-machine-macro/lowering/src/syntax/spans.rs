//! Where tokens begin and end: stable Rust does not give the span of more than one.

use proc_macro2::{Span, TokenTree};
use quote::ToTokens;

pub fn begin(tokens: &impl ToTokens) -> Span {
    match tokens.to_token_stream().into_iter().next() {
        Some(TokenTree::Group(group)) => group.span_open(),
        Some(token) => token.span(),
        None => Span::mixed_site(),
    }
}

pub fn end(tokens: &impl ToTokens) -> Span {
    match tokens.to_token_stream().into_iter().last() {
        Some(TokenTree::Group(group)) => group.span_close(),
        Some(token) => token.span(),
        None => Span::mixed_site(),
    }
}

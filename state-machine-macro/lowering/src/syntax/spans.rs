//! Where tokens begin and end: stable Rust does not give the span of more than one.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

pub fn begin(tokens: &impl ToTokens) -> Span {
    match tokens.to_token_stream().into_iter().next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => begin(&group.stream()),
        Some(TokenTree::Group(group)) => group.span_open(),
        Some(token) => token.span(),
        None => Span::mixed_site(),
    }
}

pub fn end(tokens: &impl ToTokens) -> Span {
    match tokens.to_token_stream().into_iter().last() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => end(&group.stream()),
        Some(TokenTree::Group(group)) => group.span_close(),
        Some(token) => token.span(),
        None => Span::mixed_site(),
    }
}

/// Tokens in parentheses, which stand there.
pub fn group(place: Span, tokens: impl ToTokens) -> TokenStream {
    let mut group = Group::new(Delimiter::Parenthesis, tokens.to_token_stream());
    group.set_span(place);
    group.to_token_stream()
}

/// The same tokens at another place. Which crate `$crate` is, only its own span knows.
pub fn at(span: Span, tokens: impl ToTokens) -> TokenStream {
    let moved = tokens.to_token_stream().into_iter().map(|token| {
        let mut token = match token {
            TokenTree::Group(group) => Group::new(group.delimiter(), at(span, group.stream())).into(),
            token => token,
        };
        let is_crate = matches!(&token, TokenTree::Ident(word) if *word == "$crate");
        token.set_span(if is_crate { token.span().located_at(span) } else { span });
        token
    });
    moved.collect()
}

/// The same name, with its own hygiene, at a place of the source.
pub fn placed(name: &Ident, place: Span) -> Ident {
    respanned(name, name.span().located_at(place))
}

/// The same name with another span.
pub fn respanned(name: &Ident, span: Span) -> Ident {
    let mut name = name.clone();
    name.set_span(span);
    name
}

/// What tells names apart that are written alike, and come from different expansions of macros: a part of how rustc prints a
/// span, `#5 bytes(10..11)`. Nothing, where rustc is not there.
pub fn context(span: Span) -> String {
    let span = format!("{span:?}");
    span.split_once(" bytes(").map_or_else(String::new, |(context, _)| context.to_owned())
}

//! `self` under another name, in macros whose arguments are not expressions.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Macro;

use crate::syntax::known::{is_of_slog, name, names_fields};

/// The arguments of a macro, with `this` for `self`.
pub fn in_place_of_self(mac: &Macro, this: &Ident) -> TokenStream {
    if !names_fields(&name(mac)) || is_of_slog(mac) {
        return replace(mac.tokens.clone(), this);
    }
    // What follows the message of an event is to be formatted. Spans have a name, and fields behind it.
    let mut are_fields = true;
    let mut replaced = TokenStream::new();
    for piece in pieces(mac.tokens.clone()) {
        replaced.extend(if are_fields { field(&piece, this) } else { replace(piece.clone(), this) });
        are_fields &= name(mac).contains("span") || syn::parse2::<Message>(piece).is_err();
    }
    replaced
}

// A field that has the name of what it shows keeps its name.
//
// From: `%self.id`
// Into: `self.id = %this.id`
fn field(piece: &TokenStream, this: &Ident) -> TokenStream {
    let trees: Vec<TokenTree> = piece.clone().into_iter().collect();
    let is_punct =
        |tree: &TokenTree, chars: &[char]| matches!(tree, TokenTree::Punct(punct) if chars.contains(&punct.as_char()));
    let (sigil, path) = match trees.split_first() {
        Some((first, rest)) if is_punct(first, &['%', '?']) => (Some(first), rest),
        _ => (None, &trees[..]),
    };
    let (path, comma) = match path.split_last() {
        Some((last, rest)) if is_punct(last, &[',']) => (rest, Some(last)),
        _ => (path, None),
    };
    let dotted = path.iter().enumerate().all(|(index, tree)| match tree {
        TokenTree::Ident(_) => index % 2 == 0,
        tree => index % 2 == 1 && is_punct(tree, &['.']),
    });
    let is_short = dotted && path.len() > 1 && matches!(&path[0], TokenTree::Ident(first) if first == "self");
    let value = replace(path.iter().cloned().collect(), this);
    match is_short {
        true => quote!(#(#path)* = #sigil #value #comma),
        false => replace(piece.clone(), this),
    }
}

/// The pieces between commas, each with the comma that ends it.
fn pieces(tokens: TokenStream) -> Vec<TokenStream> {
    let mut pieces = vec![TokenStream::new()];
    for tree in tokens {
        let ends = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ',');
        if let Some(last) = pieces.last_mut() {
            tree.to_tokens(last);
        }
        if ends {
            pieces.push(TokenStream::new());
        }
    }
    pieces
}

/// `"text"`, alone.
struct Message;

impl syn::parse::Parse for Message {
    fn parse(input: syn::parse::ParseStream) -> syn::Result<Self> {
        input.parse::<syn::LitStr>()?;
        input.parse::<Option<syn::Token![,]>>()?;
        Ok(Self)
    }
}

/// `this` for every `self` that is no path to a module (`self::name`).
fn replace(tokens: TokenStream, this: &Ident) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let leads_on = |at: usize| {
        let colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
        colon(trees.get(at + 1)) && colon(trees.get(at + 2))
    };
    let replaced = trees.iter().enumerate().map(|(at, tree)| match tree {
        TokenTree::Ident(ident) if ident == "self" && !leads_on(at) => {
            let mut this = this.clone();
            this.set_span(this.span().located_at(ident.span()));
            this.into()
        }
        TokenTree::Group(group) => {
            let mut inner = proc_macro2::Group::new(group.delimiter(), replace(group.stream(), this));
            inner.set_span(group.span());
            inner.into()
        }
        other => other.clone(),
    });
    replaced.collect()
}

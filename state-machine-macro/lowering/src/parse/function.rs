//! The item below the attribute.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{AttrStyle, Attribute, Block, Item, Result, Signature, Token, Visibility, braced};

use super::kind::{self, Kind};
use crate::error::Errors;
use crate::refusal::Refusal;

/// What the attribute stands on.
#[derive(Clone)]
pub enum Source {
    Tokens(TokenStream),
    /// A function that was read with what is around it.
    Function(Box<Function>),
}

impl Source {
    /// Those of something that has not been read yet.
    pub fn tokens(&self) -> Option<&TokenStream> {
        match self {
            Source::Tokens(item) => Some(item),
            Source::Function(_) => None,
        }
    }
}

impl ToTokens for Source {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Source::Tokens(item) => item.to_tokens(tokens),
            Source::Function(function) => function.to_tokens(tokens),
        }
    }
}

/// A function with a body.
#[derive(Clone)]
pub struct Function {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    pub body: Block,
}

impl Function {
    pub fn new(attrs: Vec<Attribute>, vis: Visibility, sig: Signature, body: Block) -> Self {
        Function { attrs: attrs.into_iter().map(outer).collect(), vis, sig, body }
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Function { attrs, vis, sig, body } = self;
        tokens.extend(quote!(#(#attrs)* #vis #sig #body));
    }
}

/// What can be rewritten.
pub enum Found {
    Function(Box<Function>),
    /// An `impl`, a trait or a module.
    Scope(Box<Item>),
}

/// Reads what can be rewritten, or says what stands there instead.
pub fn read(item: Source, errors: &Errors) -> Option<Found> {
    let item = match item {
        Source::Function(function) => return Some(Found::Function(function)),
        Source::Tokens(item) => super::ungroup(item),
    };
    match syn::parse2::<Read>(item) {
        Ok(Read::Found(found)) => Some(found),
        Ok(Read::Refused(at, refusal)) => {
            errors.push_spanned(at, refusal);
            None
        }
        Err(error) => {
            let message = Refusal::UnreadableSyntax { reason: error.to_string() };
            errors.push(error.span(), message);
            None
        }
    }
}

/// Why it cannot be read at all, if it cannot.
pub fn unreadable(item: TokenStream) -> Option<syn::Error> {
    syn::parse2::<Read>(item).err()
}

/// What the attribute was found on.
enum Read {
    Found(Found),
    /// Something else, and the tokens to show.
    Refused(TokenStream, Refusal),
}

impl Parse for Read {
    fn parse(input: ParseStream) -> Result<Self> {
        let whole = input.fork();
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        match kind::of(input)? {
            Kind::Function => read_function(input, attrs, vis),
            Kind::Scope => {
                let item = Read::Found(Found::Scope(whole.parse()?));
                input.parse::<TokenStream>()?;
                Ok(item)
            }
            Kind::Other(at, refusal) => {
                input.parse::<TokenStream>()?;
                Ok(Read::Refused(at, refusal))
            }
        }
    }
}

fn read_function(input: ParseStream, mut attrs: Vec<Attribute>, vis: Visibility) -> Result<Read> {
    let sig: Signature = input.parse()?;
    if let Some(end) = input.parse::<Option<Token![;]>>()? {
        let refusal = Refusal::WithoutBody { function: sig.ident.to_string() };
        return Ok(Read::Refused(quote!(#sig #end), refusal));
    }
    let content;
    let brace_token = braced!(content in input);
    attrs.extend(content.call(Attribute::parse_inner)?);
    let body = Block { brace_token, stmts: content.call(Block::parse_within)? };
    Ok(Read::Found(Found::Function(Box::new(Function::new(attrs, vis, sig, body)))))
}

/// from: `fn f() { #![allow(unused)] .. }`, into: `#[allow(unused)] fn f() { .. }`
fn outer(mut attribute: Attribute) -> Attribute {
    attribute.style = AttrStyle::Outer;
    attribute
}

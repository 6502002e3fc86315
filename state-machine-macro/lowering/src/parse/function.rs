//! The function below the attribute.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{AttrStyle, Attribute, Block, Result, Signature, Token, Visibility, braced};

use super::kind::{self, Kind};
use crate::error::Errors;
use crate::refusal::Refusal;

/// A function with a body.
pub struct Function {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub sig: Signature,
    pub body: Block,
}

/// Reads a function, or says what stands there instead.
pub fn read(item: TokenStream, errors: &Errors) -> Option<Function> {
    match syn::parse2::<Found>(item) {
        Ok(Found::Function(function)) => Some(*function),
        Ok(Found::Refused(at, refusal)) => {
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

/// What the attribute was found on.
enum Found {
    Function(Box<Function>),
    /// Something else, and the tokens to show.
    Refused(TokenStream, Refusal),
}

impl Parse for Found {
    fn parse(input: ParseStream) -> Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        match kind::of(input)? {
            Kind::Function => read_function(input, attrs, vis),
            Kind::Other(at, refusal) => {
                input.parse::<TokenStream>()?;
                Ok(Found::Refused(at, refusal))
            }
        }
    }
}

fn read_function(input: ParseStream, mut attrs: Vec<Attribute>, vis: Visibility) -> Result<Found> {
    let sig: Signature = input.parse()?;
    if let Some(end) = input.parse::<Option<Token![;]>>()? {
        let refusal = Refusal::WithoutBody { function: sig.ident.to_string() };
        return Ok(Found::Refused(quote::quote!(#sig #end), refusal));
    }
    let content;
    let brace_token = braced!(content in input);
    attrs.extend(content.call(Attribute::parse_inner)?.into_iter().map(outer));
    let body = Block { brace_token, stmts: content.call(Block::parse_within)? };
    Ok(Found::Function(Box::new(Function { attrs, vis, sig, body })))
}

/// from: `fn f() { #![allow(unused)] .. }`, into: `#[allow(unused)] fn f() { .. }`
fn outer(mut attribute: Attribute) -> Attribute {
    attribute.style = AttrStyle::Outer;
    attribute
}

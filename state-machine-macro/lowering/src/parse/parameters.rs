//! Parameters of a function that its `async` blocks capture: there nothing shows any more what they are.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Block, ExprAsync, FnArg, Item, Pat, PatIdent, Result, Signature, StmtMacro, Token,
    parse::{Parse, ParseStream, Parser},
    punctuated::Punctuated,
    visit::{self, Visit},
};

use crate::{
    model::input::Parameter,
    syntax::{names, types::of_receiver},
};

/// Those that every block in the body means by their name: nothing else is called like them, as far as one can see.
pub fn visible(sig: &Signature, body: &Block) -> Vec<Parameter> {
    let mut others = Others(HashSet::new());
    others.visit_block(body);
    let parameters = sig.inputs.iter().filter_map(|argument| match argument {
        FnArg::Receiver(receiver) => Some(Parameter { ident: receiver.self_token.into(), ty: of_receiver(receiver) }),
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, .. }) => {
                Some(Parameter { ident: ident.clone(), ty: (*typed.ty).clone() })
            }
            _ => None,
        },
    });
    parameters.filter(|parameter| !others.0.contains(&parameter.ident.to_string())).collect()
}

/// What is declared in the body before its blocks, or may be by a macro.
struct Others(HashSet<String>);

impl Visit<'_> for Others {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.0.insert(pat.ident.to_string());
        visit::visit_pat_ident(self, pat);
    }

    fn visit_stmt_macro(&mut self, stmt: &StmtMacro) {
        self.0.extend(names::all(stmt.mac.tokens.clone()));
    }

    fn visit_expr_async(&mut self, _: &ExprAsync) {}

    fn visit_item(&mut self, _: &Item) {}
}

/// `self: &Self, x: u8`, which the machine of the function may call `this` where it makes the block.
pub fn read(tokens: TokenStream) -> Vec<Parameter> {
    let parameters = Punctuated::<Parameter, Token![,]>::parse_terminated.parse2(tokens);
    let mut parameters: Vec<Parameter> = parameters.map(|read| read.into_iter().collect()).unwrap_or_default();
    let named = |name: &str| parameters.iter().find(|parameter| parameter.ident == name).cloned();
    if let (Some(this), None) = (named("self"), named("this")) {
        parameters.push(Parameter { ident: Ident::new("this", this.ident.span()), ..this });
    }
    parameters
}

impl Parse for Parameter {
    fn parse(input: ParseStream) -> Result<Self> {
        let ident = input.call(syn::ext::IdentExt::parse_any)?;
        input.parse::<Token![:]>()?;
        Ok(Parameter { ident, ty: input.parse()? })
    }
}

impl ToTokens for Parameter {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Parameter { ident, ty } = self;
        tokens.extend(quote!(#ident: #ty));
    }
}

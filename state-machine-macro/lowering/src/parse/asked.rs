//! Conditions that do not stand in the function, but in what its macros are made of: rustc is asked about them as about its own.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::VisitMut;
use syn::{Block, Stmt};

use super::async_block::{Given, read_block};
use super::conditional::{Answer, Conditions};
use super::function::Source;
use super::{options, unchecked, ungroup};
use crate::definitions::{self, Truth};
use crate::model::input::{self, Options};

/// What rustc has said about conditions.
pub fn answers(arguments: &TokenStream) -> Vec<input::Answer> {
    unchecked(|errors| options::read(ungroup(arguments.clone()), errors)).answers
}

/// The function twice, for both answers to a condition that does not stand in it, but matters for what its macros mean. Each is told.
//
// Into: `#[cfg(unix)] #[manual_async(holds = (unix))] async fn .. #[cfg(not(unix))] #[manual_async(fails = (unix))] async fn ..`
pub fn split_by_answer(arguments: &TokenStream, item: &Source, condition: &TokenStream) -> TokenStream {
    let krate = unchecked(|errors| options::read(ungroup(arguments.clone()), errors)).krate;
    let comma = (!arguments.is_empty()).then(|| quote!(,));
    let item = item.clone().into_token_stream();
    quote! {
        #[cfg(#condition)]
        #[#krate::manual_async(holds = (#condition) #comma #arguments)]
        #item
        #[cfg(not(#condition))]
        #[#krate::manual_async(fails = (#condition) #comma #arguments)]
        #item
    }
}

/// The same for the block that `machine!` is given. `None`: it cannot be read.
pub fn split_block_by_answer(tokens: &TokenStream, condition: &TokenStream) -> Option<TokenStream> {
    let Given { arguments, before, block, options: Options { krate, .. } } =
        unchecked(|errors| read_block(tokens.clone(), errors))?;
    Some(quote!({
        #[cfg(#condition)]
        { #krate::machine! { holds = (#condition), #arguments { #(#before)* #block } } }
        #[cfg(not(#condition))]
        { #krate::machine! { fails = (#condition), #arguments { #(#before)* #block } } }
    }))
}

/// What a macro has made, without the conditions that are known. `None`: rustc has to be asked first.
pub fn settle_known(mut stmts: Vec<Stmt>) -> Option<Vec<Stmt>> {
    loop {
        let written: Block = syn::parse2(quote!({ #(#stmts)* })).ok()?;
        let settled = |answer| {
            let (mut block, mut conditions) = (written.clone(), Conditions { first: None, answer });
            conditions.visit_block_mut(&mut block);
            (conditions.first, block)
        };
        let (Some(first), with) = settled(Answer::Holds) else { return Some(written.stmts) };
        let block = match definitions::truth(&first) {
            Truth::Holds => with,
            Truth::Fails => settled(Answer::Fails).1,
            Truth::Open(condition) => {
                definitions::ask(condition);
                return None;
            }
        };
        stmts = syn::parse2::<Block>(block.into_token_stream()).ok()?.stmts;
    }
}

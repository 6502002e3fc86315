//! Functions that cannot be read, though rustc has read them before.
//!
//! As a rule rustc has found a mistake then, has said so, and goes on as if there was none. A second word would be one too
//! many, and the wrong one. If there is no mistake, rustc knows more than the parser of this crate. To tell the two apart there is
//! something that rustc says if it finds no mistake at all: the result of a function that must be used.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{
    fallback::with_first,
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
    // In an `impl` nothing may stand beside the function.
    Some(with_first(tokens.clone(), &refusal).unwrap_or_else(|| quote!(#tokens #refusal)))
}

//! How the value of a local gets out of its place.

use proc_macro2::Ident;
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;

use super::{expression::block, names::span, replacer::Replacer};
use crate::{
    model::{
        ids::LocalId,
        local::{Local, LocalKind},
        machine::Guard,
    },
    syntax::spans::{self, placed},
};

impl Replacer<'_, '_> {
    /// The value that moves away.
    pub fn take(&self, local: LocalId, written: &Ident) -> Expr {
        let emitter = self.emitter;
        let (krate, guard) = (emitter.krate, emitter.names.guard(local));
        let Local { kind, end, .. } = *emitter.machine.graph.local(local);
        let (begin, has_name) = (written.span(), matches!(kind, LocalKind::Argument | LocalKind::Declared));
        let end = if has_name { begin } else { end };
        let tokens = if kind == LocalKind::Carry {
            let (slot, take) =
                (placed(emitter.names.slot(local), begin), quote_spanned!(span().located_at(end)=> .take()));
            quote!(#slot #take)
        } else if emitter.guard(local) == Guard::None {
            let (place, read) = (emitter.names.place(local), quote_spanned!(end=> .read()));
            quote_spanned!(begin=> (#place) #read)
        } else if emitter.guard(local) == Guard::Owned {
            // The guard has the user's hygiene, so that an error has the place of the name that was written.
            let take = quote_spanned!(guard.span().located_at(end)=> .take());
            let guard = placed(guard, begin);
            quote!(#guard #take)
        } else {
            let (take, guard) = (quote!(#krate::machine::take), quote_spanned!(span()=> &#guard));
            let (take, guard) = (spans::at(begin, take), spans::group(end, guard));
            quote!(#take #guard)
        };
        Expr::Verbatim(tokens)
    }

    /// The value at a place, where rustc has checked on the other copy that this is no move.
    pub(super) fn copied(&self, place: &impl ToTokens, written: &Ident) -> Expr {
        let (krate, here) = (self.emitter.krate, written.span());
        let (copied, place) = (spans::at(here, quote!(#krate::machine::copied)), spans::group(here, place));
        Expr::Verbatim(quote!(#copied #place))
    }

    // A local on the stack that is given away, and named again: an exclusive reference is borrowed anew, for as long as what it is given
    // to wants; anything else moves, unless it is copied.
    //
    // From: `f(x)`
    // Into: `f({ use Away as _; lent(&raw const x).or(x) })`
    pub(super) fn given(&self, name: &Ident, written: &Ident) -> Expr {
        let (krate, here) = (self.emitter.krate, written.span());
        let given =
            quote_spanned!(span()=> use #krate::machine::Away as _; #krate::machine::lent(&raw const #name).or(#name));
        block(here, given)
    }
}

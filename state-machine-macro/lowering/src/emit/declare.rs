//! Locals come into being: declarations, and what is put into slots.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, Pat, PatIdent, Token};

use super::{
    Emitter,
    block::Arm,
    names::span,
    replacer::Replacer,
    state::HasValue,
    torn::{binders, list, renamed},
};
use crate::{
    lower::{binds_by_reference, bound, declared},
    model::{
        graph::{self, End, Let},
        ids::LocalId,
        local::LocalKind,
        machine::{Guard, Storage},
    },
    syntax::{
        head::{head, parenthesized},
        known,
        leftovers::leaves_temporaries,
    },
};

impl Arm<'_, '_> {
    pub(super) fn declare(&self, local: LocalId) -> TokenStream {
        let emitter = self.emitter;
        if !emitter.machine.defined.contains(&local) {
            return TokenStream::new();
        }
        let data = emitter.machine.graph.local(local);
        let ty = emitter.machine.graph.declared_types.get(&local);
        if emitter.storage(local) == Storage::Stack {
            let (name, ty) = (emitter.written(local, &data.ident), ty.map(|ty| quote_spanned!(span()=> : #ty)));
            // A binding that is wholly the user's has a name in what rustc says.
            let mutable = Token![mut](name.span());
            return quote_spanned!(span()=> let #mutable #name #ty;);
        }
        let (place, guard) = (emitter.names.place(local), emitter.names.guard(local));
        let ty = ty.map(|ty| quote_spanned!(span()=> : (_, *mut #ty)));
        let held = emitter.held(local, HasValue::No);
        quote_spanned!(span()=> let (#guard, #place) #ty = #held;)
    }

    /// What the pattern of a branch has bound belongs to the scope inside the branch.
    pub(super) fn put_or_rebind(&self, local: LocalId) -> TokenStream {
        let emitter = self.emitter;
        if self.stays(local) {
            return TokenStream::new();
        }
        if emitter.storage(local) != Storage::Stack {
            return self.put(local);
        }
        let name = emitter.written(local, &emitter.machine.graph.local(local).ident);
        quote_spanned!(span()=> let mut #name = #name;)
    }

    /// Puts what a pattern has bound into its slot.
    pub(super) fn put(&self, local: LocalId) -> TokenStream {
        let emitter = self.emitter;
        if emitter.storage(local) == Storage::Stack {
            return TokenStream::new();
        }
        let value = emitter.bound_name(local, &emitter.machine.graph.local(local).ident);
        if !emitter.is_tried(local) {
            return self.put_value(local, &value);
        }
        let (krate, seen) = (emitter.krate, emitter.names.beside("seen"));
        let value = quote_spanned!(span()=> {
            let #seen = #krate::machine::States::of(&#value);
            #krate::machine::with_its_lifetimes(#value, #krate::machine::States { state: ::core::marker::PhantomData, ..#seen })
        });
        self.put_value(local, &value)
    }

    pub(super) fn put_value(&self, local: LocalId, value: &impl ToTokens) -> TokenStream {
        let emitter = self.emitter;
        let (place, guard, krate) = (emitter.names.slot(local), emitter.names.guard(local), emitter.krate);
        match emitter.guard(local) {
            Guard::None => quote_spanned!(span()=> let #place = #place.write(#value);),
            Guard::Owned => quote_spanned!(span()=> let (#guard, #place) = #place.put(#value);),
            Guard::Conditional { .. } => {
                let (held, rest) = (emitter.held(local, HasValue::No), emitter.rest(local));
                quote_spanned!(span()=>
                    let (#guard, #place) = #held;
                    #krate::machine::fill(&#guard, #value);
                    #rest
                )
            }
        }
    }

    // What is bound outlives the temporaries of the statement, those that end here and those of the value alike: should one
    // of them panic, the others go first.
    //
    // From: `let Pair(a, b) = f(ready.get().name());`, and the end of `_second` and `_first`
    // Into: `let a; let b; { let (_first, _second) = (_first, _second); match f(..) { Pair(bound_0, bound_1) => .. } }`
    pub(super) fn let_before(&self, let_: &Let, ended: &[Ident]) -> TokenStream {
        let Let { attrs, pat, ty, init, .. } = let_;
        if ended.is_empty() {
            return self.let_(let_);
        }
        let (emitter, init) = (self.emitter, self.emitter.whole(init, &self.scope));
        let written = binders(pat).into_iter().map(|binder| emitter.pat(&Pat::Ident(binder)));
        let name = |local| emitter.bound_name(local, &emitter.machine.graph.local(local).ident);
        let names: Vec<Ident> = bound(pat).into_iter().map(name).collect();
        let is_name = matches!(pat, Pat::Ident(PatIdent { subpat: None, .. }));
        let (ty, coerced) = match ty {
            Some(ty) if is_name => (Some(quote_spanned!(span()=> : #ty)), init),
            Some(ty) => (None, syn::parse_quote!(::core::convert::identity::<#ty>(#init))),
            None => (None, init),
        };
        let bind = if is_name {
            quote_spanned!(span()=> #(#names)* = #coerced;)
        } else {
            let (found, values) = renamed(pat, &|_| true);
            let (found, coerced) = (emitter.pat(&found), head(coerced));
            quote_spanned!(span()=> match #coerced { #found => { #(#names = #values;)* } })
        };
        let (ended, puts) = (list(ended.iter().rev().map(ToTokens::to_token_stream)), self.puts(pat));
        let declared = written.map(|name| quote_spanned!(span()=> #(#attrs)* let #name #ty;));
        quote_spanned!(span()=>
            #(#declared)*
            { let #ended = #ended; #bind }
            #puts
        )
    }

    pub fn let_(&self, let_: &Let) -> TokenStream {
        let emitter = self.emitter;
        let Let { attrs, ends, pat, ty, init, diverge } = let_;
        let mut replacer = Replacer { emitter, scope: self.scope.clone() };
        if let Some((pat, value)) = replacer.apart_let(pat, init, diverge.as_ref()) {
            let attrs = attrs.clone();
            return self.let_(&Let { attrs, ends: *ends, pat, ty: None, init: value, diverge: None });
        }
        // `let … else` wants parentheses around what ends with a brace.
        let whole = emitter.whole(init, &self.scope);
        let init = if diverge.is_some() && ends_with_brace(&whole) { parenthesized(whole) } else { whole };
        if let (Pat::Ident(PatIdent { by_ref: None, subpat: None, .. }), [local], None, None) =
            (pat, &bound(pat)[..], ty, diverge)
            && emitter.storage(*local) != Storage::Stack
            && matches!(emitter.guard(*local), Guard::Owned | Guard::None)
        {
            return self.put_value(*local, &init);
        }
        let written = emitter.pat(pat);
        let ty = ty.as_ref().map(|ty| quote_spanned!(span()=> : #ty));
        let diverge = diverge.as_ref().map(|diverge| {
            let diverge = emitter.expr(diverge, &self.scope);
            quote_spanned!(span()=> else #diverge)
        });
        let puts = self.puts(pat);
        let (begin, end) = ends.unwrap_or((span(), span()));
        let (let_, semi) = (quote_spanned!(begin=> let), quote_spanned!(end=> ;));
        quote_spanned!(span()=> #(#attrs)* #let_ #written #ty = #init #diverge #semi #puts)
    }

    /// Puts what a pattern has bound into slots.
    fn puts(&self, pat: &Pat) -> TokenStream {
        let emitter = self.emitter;
        let locals = declared(&emitter.machine.graph, pat);
        // Where something goes into a slot, the rest is declared again, to be dropped in the same order as natively.
        let only_stack = locals.iter().all(|local| emitter.storage(*local) == Storage::Stack);
        let is_rest = |local: &LocalId| emitter.machine.graph.local(*local).kind == LocalKind::Temporary;
        let in_order = only_stack && !locals.iter().any(is_rest) || locals.len() < 2;
        let has_order = |local: &LocalId| !in_order && !emitter.machine.graph.is_never_dropped(*local);
        let puts =
            locals.iter().map(|local| if has_order(local) { self.put_or_rebind(*local) } else { self.put(*local) });
        puts.collect()
    }
}

/// May the value leave temporaries, which end before what the pattern binds? Those of a `format_args!` alone live on.
pub(super) fn binds_before_temporaries(Let { pat, init, diverge, .. }: &Let) -> bool {
    let lives_on = matches!(init, Expr::Macro(expr) if known::name(&expr.mac) == "format_args");
    diverge.is_none() && !bound(pat).is_empty() && !binds_by_reference(pat) && !lives_on && leaves_temporaries(init)
}

pub(super) fn ends_with_brace(expr: &Expr) -> bool {
    let last = expr.to_token_stream().into_iter().last();
    matches!(last, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

impl Emitter<'_> {
    /// Is it bound by an arm with a guard, behind which others may look at what it borrows?
    fn is_tried(&self, local: LocalId) -> bool {
        let graph = &self.machine.graph;
        let binds = |arm: &graph::Arm| arm.guard.is_some() && crate::lower::bound(&arm.pat).contains(&local);
        let is_plain = graph.copies.contains(&local);
        !is_plain
            && graph.blocks.iter().any(|block| match &block.end {
                End::Match { arms, .. } => arms.split_last().is_some_and(|(_, others)| others.iter().any(binds)),
                _ => false,
            })
    }
}

//! Locals of which patterns move parts out.
//!
//! The local stays in its slot. What a pattern binds is read out of it, and a bit says that it is gone.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{
    Expr, Pat, PatIdent,
    visit_mut::{self, VisitMut},
};

use super::{
    Emitter,
    block::Arm,
    names::{ident, span},
    parts::PartSet,
};
use crate::{
    lower::{bound, in_parentheses},
    model::{
        graph::{Let, Tear},
        ids::{LocalId, PartId},
        machine::Storage,
        mark,
    },
};

impl Arm<'_, '_> {
    // From: `let Pair { left, .. } = pair;`
    // Into: `let left = torn(&_pair, 1, match *pair { Pair { left: bound_0, .. } if break read(&bound_0) .. });`
    pub fn tear(&self, tear: &Tear) -> TokenStream {
        let Tear { pat, place, local, part, set_inside } = tear;
        let emitter = self.emitter;
        if emitter.storage(*local) == Storage::Stack {
            let diverge = syn::parse_quote!({ ::core::unreachable!() });
            return self.let_(&Let {
                attrs: Vec::new(),
                ends: None,
                pat: in_parentheses(pat.clone()),
                ty: None,
                init: place.clone(),
                diverge: Some(diverge),
            });
        }
        let place = emitter.whole(place, &self.scope);
        let init = emitter.torn(*local, &place, pat, *part, *set_inside);
        let (rest, pat) = (emitter.rest(*local), targets(pat));
        let bind = self.let_(&Let { attrs: Vec::new(), ends: None, pat, ty: None, init, diverge: None });
        quote_spanned!(span()=> #rest #bind)
    }
}

impl Emitter<'_> {
    /// What a pattern that matches binds, moved out of a place.
    pub(super) fn torn(&self, local: LocalId, place: &Expr, pat: &Pat, part: PartId, set_inside: bool) -> Expr {
        let (guard, krate, bit) = (self.names.guard(local), self.krate, PartSet::bit(part));
        let (found, names) = renamed(pat, &|_| true);
        let reads = list(names.iter().map(|name| quote_spanned!(span()=> ::core::ptr::read(&raw const #name))));
        let moved = quote_spanned!(span()=> 'bound: {
            match #place {
                #found if break 'bound #reads => {}
                _ => {}
            }
            ::core::unreachable!()
        });
        let torn = |moved: &TokenStream| match set_inside {
            true => quote_spanned!(span()=> #krate::machine::copied_part(#moved)),
            false => quote_spanned!(span()=> #krate::machine::torn(&#guard, #bit, #moved)),
        };
        Expr::Verbatim(match self.part_way(local, part) {
            None => torn(&moved),
            Some(way) => {
                let name = self.names.beside("bound");
                let torn = torn(&name.to_token_stream());
                quote_spanned!(span()=> {
                    use #krate::machine::Moves as _;
                    let #name = #moved;
                    #way.is(#krate::machine::Part::at(&raw const #name).way());
                    #torn
                })
            }
        })
    }
}

/// What a pattern binds, and nothing around it.
pub(super) fn targets(pat: &Pat) -> Pat {
    let targets = list(binders(pat).iter().map(ToTokens::to_token_stream));
    syn::parse_quote!(#targets)
}

/// The pattern with other names for what is `kept`, in order, and without the rest.
pub(super) fn renamed(pat: &Pat, kept: &dyn Fn(&PatIdent) -> bool) -> (Pat, Vec<Ident>) {
    struct Renamer<'a> {
        kept: &'a dyn Fn(&PatIdent) -> bool,
        locals: Vec<LocalId>,
        names: Vec<(LocalId, Ident)>,
    }
    impl VisitMut for Renamer<'_> {
        fn visit_pat_mut(&mut self, pat: &mut Pat) {
            visit_mut::visit_pat_mut(self, pat);
            let Pat::Ident(binder) = pat else { return };
            let Some((local, _)) = mark::read_mention(&binder.ident) else { return };
            if (self.kept)(binder) {
                let at = self.locals.iter().position(|known| *known == local).unwrap_or_default();
                let mut name = ident(&format!("bound_{at}"));
                if binder.by_ref.is_some() {
                    // What `ref` may do depends on the edition in which the name behind it was written.
                    name.set_span(binder.ident.span());
                }
                if !self.names.iter().any(|(known, _)| *known == local) {
                    self.names.push((local, name.clone()));
                }
                binder.ident = name;
                if binder.by_ref.is_none() {
                    binder.mutability = None;
                }
            } else {
                // Behind `@` there may be some that are.
                *pat = binder.subpat.take().map_or_else(|| syn::parse_quote!(_), |(_, inside)| *inside);
            }
        }
        fn visit_expr_mut(&mut self, _: &mut Expr) {}
    }
    let mut renamer = Renamer { kept, locals: bound(pat), names: Vec::new() };
    let mut pat = pat.clone();
    renamer.visit_pat_mut(&mut pat);
    renamer.names.sort_by_key(|(local, _)| renamer.locals.iter().position(|known| known == local));
    (pat, renamer.names.into_iter().map(|(_, name)| name).collect())
}

/// What the pattern binds, each as a pattern of its own.
pub(super) fn binders(pat: &Pat) -> Vec<PatIdent> {
    struct Finder(Vec<PatIdent>);
    impl syn::visit::Visit<'_> for Finder {
        fn visit_pat_ident(&mut self, binder: &PatIdent) {
            let local = |binder: &PatIdent| mark::read_mention(&binder.ident).map(|(local, _)| local);
            if local(binder).is_some() && !self.0.iter().any(|known| local(known) == local(binder)) {
                let mutability = if binder.by_ref.is_none() { binder.mutability } else { None };
                let ident = binder.ident.clone();
                self.0.push(PatIdent { attrs: Vec::new(), by_ref: None, mutability, ident, subpat: None });
            }
            syn::visit::visit_pat_ident(self, binder);
        }
        fn visit_expr(&mut self, _: &Expr) {}
    }
    let mut finder = Finder(Vec::new());
    syn::visit::Visit::visit_pat(&mut finder, pat);
    finder.0
}

/// One alone, or several in parentheses.
pub(super) fn list(items: impl Iterator<Item = TokenStream>) -> TokenStream {
    let items: Vec<TokenStream> = items.collect();
    match &items[..] {
        [one] => one.clone(),
        several => quote_spanned!(span()=> (#(#several),*)),
    }
}

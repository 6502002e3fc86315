//! `let … else`.

use std::collections::HashMap;

use quote::quote_spanned;
use syn::{
    Expr, Pat, PatIdent, parse_quote,
    spanned::Spanned,
    visit_mut::{self, VisitMut},
};

use super::{
    binding::{self, Takes},
    builder::Lowerer,
    ending::Temporaries,
    statement::Dest,
    whole::is_cut,
};
use crate::model::{
    graph::{End, Let, Step},
    ids::LocalId,
    local::{Local, LocalKind},
    mark,
};
use crate::syntax::values::{is_value, leaves_rest};

/// Does the pattern move all of a local that is named? Where it does not match, the local keeps its value.
pub fn is_taken_whole(init: &Expr, Let { pat, ty, .. }: &Let) -> bool {
    ty.is_none() && mark::read_mention_expr(init).is_some() && binding::takes(pat) == Takes::Everything
}

impl Lowerer<'_> {
    // From: `let Pair(a, mut b) = x else { diverge };`
    // Into: `let (a, mut b) = match x { Pair(part, part_2) => (part, part_2), _ => { diverge } };`
    pub(super) fn taken_or_else(&mut self, init: Expr, mut pending: Let) {
        let Some(diverge) = pending.diverge.take() else { return };
        let mut binders = Binders { lowerer: self, inner: HashMap::new(), outer: Vec::new() };
        binders.visit_pat_mut(&mut pending.pat);
        let Binders { inner, outer, .. } = binders;
        let order: Vec<LocalId> = binding::bound(&pending.pat);
        let values: Vec<Expr> = order.into_iter().map(|local| self.mention(local)).collect();
        let pat = std::mem::replace(&mut pending.pat, Pat::Verbatim(Default::default()));
        debug_assert_eq!(inner.len(), outer.len());
        let value: Expr = match (&outer[..], &values[..]) {
            ([one], [value]) => {
                pending.pat = Pat::Ident(one.clone());
                value.clone()
            }
            _ => {
                pending.pat = parse_quote!((#(#outer),*));
                parse_quote!((#(#values),*))
            }
        };
        let matched = parse_quote!(match #init { #pat => #value, _ => #diverge });
        self.lower_into(matched, Dest::Let(Box::new(pending)));
    }

    // From: `let PAT = init else { diverge };` with an await in `diverge`, or where PAT leaves a part of a value
    // Into: `if let PAT = init { <bound> <end of init> goto next } else { <end of init> diverge }`
    pub(super) fn let_else(&mut self, init: Expr, pending: Let) {
        let Let { pat, diverge, .. } = pending;
        // What is borrowed lives as long as the binding.
        let (span, extended) = (pat.span(), binding::binds_by_reference(&pat));
        let lower = |this: &mut Self| {
            // What is left of the value is dropped before anything else happens, and not where the branch ends.
            this.begin_to_wait();
            let mut init = this.lower_awaits(init);
            if binding::binds_by_reference(&pat) && is_value(&init) {
                init = this.fill("temporary", init);
            }
            let cond = syn::parse2(quote_spanned!(span=> let #pat = #init)).unwrap_or_else(|_| parse_quote!(true));
            let mut cond = this.lifted_scrutinees(cond);
            let torn = this.tear_let(&mut cond).or_else(|| this.tear_local(&mut cond));
            let (bound, cond) = this.bind_condition(cond);
            (cond, bound, torn)
        };
        let ((cond, bound, torn), ended) = self.ending(Temporaries::default(), lower);
        let diverge = diverge.unwrap_or_else(|| parse_quote!({}));
        self.branch(
            cond,
            "let else",
            |this| {
                this.step(Step::Bound(bound));
                this.bind_torn(torn);
                if !extended {
                    this.drop_all(&ended);
                }
            },
            |this| {
                this.drop_all(&ended);
                this.whole_statement(|this| this.lower_into(diverge, Dest::Discard));
                this.end(End::Unreachable);
            },
        );
    }

    /// Does the pattern of a `let … else` bind a part of a value and leave another, or has the value temporaries?
    pub(super) fn ends_before_else(&mut self, init: &Expr, pat: &Pat) -> bool {
        let leaves_a_part = binding::takes(pat) == Takes::Part
            && binding::binds_by_value(pat)
            && !binding::binds_by_reference(pat)
            && (leaves_rest(init) || mark::read_mention_expr(init).is_some());
        leaves_a_part || is_cut(init) && self.has_temporaries(init)
    }
}

/// Gives what a pattern binds other names.
struct Binders<'l, 'e> {
    lowerer: &'l mut Lowerer<'e>,
    inner: HashMap<LocalId, LocalId>,
    /// What was bound, in order.
    outer: Vec<PatIdent>,
}

impl Binders<'_, '_> {
    fn inner(&mut self, binder: &PatIdent, local: LocalId) -> LocalId {
        if let Some(inner) = self.inner.get(&local) {
            return *inner;
        }
        let graph = &mut self.lowerer.graph;
        let ident = quote::format_ident!("part_{}", self.outer.len(), span = proc_macro2::Span::mixed_site());
        graph.locals.push(Local::new(ident, LocalKind::Temporary));
        let inner = LocalId::new(graph.locals.len() - 1);
        self.inner.insert(local, inner);
        self.outer.push(binder.clone());
        inner
    }
}

impl VisitMut for Binders<'_, '_> {
    fn visit_pat_ident_mut(&mut self, binder: &mut PatIdent) {
        if let Some((local, _)) = mark::read_mention(&binder.ident) {
            let inner = self.inner(binder, local);
            binder.ident = self.lowerer.mark(inner);
            binder.mutability = None;
        }
        visit_mut::visit_pat_ident_mut(self, binder);
    }

    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}

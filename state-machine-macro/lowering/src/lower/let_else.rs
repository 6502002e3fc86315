//! `let … else`.

use std::collections::HashMap;

use quote::quote_spanned;
use syn::{
    Expr, Pat, PatIdent, Type, parse_quote,
    spanned::Spanned,
    visit_mut::{self, VisitMut},
};

use super::{
    binding::{self, Takes},
    builder::Lowerer,
    ending::Temporaries,
    extended::taken_apart,
    statement::Dest,
    whole::is_cut,
};
use crate::model::{
    graph::{End, Let, Step},
    ids::LocalId,
    local::{Local, LocalKind},
    mark,
};
use crate::syntax::{
    diverges::diverges,
    head::head,
    values::{is_place, leaves_rest},
};

/// Does the pattern move all of a local that is named? Where it does not match, the local keeps its value.
pub fn is_taken_whole(init: &Expr, Let { pat, ty, .. }: &Let) -> bool {
    ty.is_none() && mark::read_mention_expr(init).is_some() && binding::takes(pat) == Takes::Everything
}

impl Lowerer<'_> {
    // From: `let Pair(a, mut b) = x else { diverge };`
    // Into: `let (a, mut b) = match x { Pair(part, part_2) => (part, part_2), _ => { diverge } };`
    pub(super) fn taken_or_else(&mut self, init: Expr, mut pending: Let) {
        let Some(diverge) = pending.diverge.take() else { return };
        let diverge = never_ends(diverge);
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
        let init = head(init);
        let matched = parse_quote!(match #init { #pat => #value, _ => #diverge });
        self.lower_into(matched, Dest::Let(Box::new(pending)));
    }

    // From: `let PAT = init else { diverge };` with an await in `diverge`, or where PAT leaves a part of a value
    // Into: `if let PAT = init { <bound> <end of init> goto next } else { <end of init> diverge }`
    pub(super) fn let_else(&mut self, init: Expr, pending: Let) {
        let Let { pat, ty, diverge, .. } = pending;
        let (span, binds) = (pat.span(), !binding::bound(&pat).is_empty());
        let lower = |this: &mut Self| {
            // What is left of the value is dropped before anything else happens, and not where the branch ends.
            this.begin_to_wait();
            // What is borrowed lives as long as the binding.
            let before = this.graph.locals.len();
            let init = this.extend_temporaries(&pat, init);
            let mut extended: Vec<LocalId> = (before..this.graph.locals.len()).map(LocalId::new).collect();
            let mut init = this.lower_waiting(init);
            if let Some(ty) = ty {
                init = this.of_type(init, &ty);
            }
            if taken_apart(&pat, &init) {
                extended.push(this.keep_extended(init, None));
                init = this.mention(extended[extended.len() - 1]);
            }
            let mut cond = syn::parse2(quote_spanned!(span=> let #pat = #init)).unwrap_or_else(|_| parse_quote!(true));
            this.name_looked_into(&mut cond);
            this.lift_scrutinees(&mut cond);
            let torn = this.tear_let(&mut cond).or_else(|| this.tear_local(&mut cond));
            let (bound, cond) = this.bind_condition(cond);
            (cond, bound, torn, extended)
        };
        let ((cond, bound, torn, extended), ended) = self.ending(Temporaries::default(), lower);
        let diverge = diverge.unwrap_or_else(|| parse_quote!({}));
        self.branch(
            cond,
            "let else",
            |this| {
                // A pattern that binds nothing leaves a value to the end of the statement.
                let left = if binds { Vec::new() } else { bound.clone() };
                this.step(Step::Bound(bound));
                left.iter().for_each(|local| this.step(Step::Drop(*local)));
                this.bind_torn(torn);
                this.drop_all(&ended);
            },
            |this| {
                this.drop_all(&ended);
                extended.iter().rev().for_each(|local| this.step(Step::Drop(*local)));
                this.whole_statement(|this| this.lower_into(diverge, Dest::Discard));
                this.end(End::Unreachable);
            },
        );
    }

    // The condition of an `if` has no place for a type.
    //
    // From: `let PAT: T = init else { .. };`
    // Into: `if let PAT = OfType::<T> { 0: init }.0`; if it is a place, which stays where it is: `if false { let _: &T = &init; }`
    fn of_type(&mut self, init: Expr, ty: &Type) -> Expr {
        let krate = self.krate();
        if !is_place(&init) || matches!(ty, Type::Reference(_)) {
            return parse_quote!(#krate::machine::OfType::<#ty> { 0: #init }.0);
        }
        self.step(Step::Verbatim(parse_quote!(if false { let _: &#ty = &#init; })));
        init
    }

    /// Does the pattern of a `let … else` bind a part of a value and leave another, or has the value temporaries? They are gone
    /// before the `else` begins, even those that live as long as what is bound.
    pub(super) fn ends_before_else(&mut self, init: &Expr, pat: &Pat) -> bool {
        let is_left = leaves_rest(init) && !binding::binds_by_reference(pat);
        let leaves_a_part = binding::takes_part_by_value(pat) && (is_left || mark::read_mention_expr(init).is_some());
        leaves_a_part || is_cut(init) && self.has_temporaries(init) || self.extends(pat, init) || taken_apart(pat, init)
    }
}

/// What does not diverge is wrong, but not for want of a value.
fn never_ends(diverge: Expr) -> Expr {
    match &diverge {
        Expr::Block(block) if !block.block.stmts.iter().any(diverges) => {
            parse_quote!({ #diverge ::core::unreachable!() })
        }
        _ => diverge,
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
        self.outer.push(PatIdent { subpat: None, ..binder.clone() });
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

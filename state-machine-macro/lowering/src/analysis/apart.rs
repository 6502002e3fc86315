//! What patterns look into, and may move parts out of; and what `S { a, ..x }` takes.

use syn::{Expr, Pat};

use super::{
    branches::binds_foreign,
    flow::{Builder, named},
    nodes::{How, Patterns},
};
use crate::{
    lower::{Takes, binds_by_reference, binds_by_value, takes},
    model::{
        graph::{Part, Taken},
        ids::{LocalId, MentionId},
        local::LocalKind,
        mark,
    },
    syntax::{binders::bind_everything, members::looked_into, values::is_place},
};

impl Builder<'_> {
    /// `let PAT = init`
    pub fn initializer(&mut self, pat: &Pat, init: &Expr) {
        match (pat, named(init)) {
            (Pat::Wild(_), Some(_)) => {
                self.may_not_look(init, &[pat]);
                self.place(init, How::Inspect);
            }
            (Pat::Type(typed), _) => self.initializer(&typed.pat, init),
            (Pat::Ident(ident), Some((local, mention))) if ident.by_ref.is_none() => {
                self.value_of(local, mention);
            }
            (Pat::Ident(ident), None)
                if ident.by_ref.is_none() && is_place(init) && (!is_indexed(init) || self.is_element(init)) =>
            {
                self.value(init)
            }
            _ => self.scrutinee(init, &[pat]),
        }
    }

    /// What patterns look into, and may move out of.
    pub fn scrutinee(&mut self, expr: &Expr, pats: &[&Pat]) {
        let taken = self.looked_at(expr, pats);
        self.matched(taken);
    }

    /// The same; it gives the local that some of the patterns take, and others do not.
    pub fn looked_at(&mut self, expr: &Expr, pats: &[&Pat]) -> Option<(LocalId, MentionId)> {
        if !is_place(expr) {
            self.value(expr);
            return None;
        }
        self.may_not_look(expr, pats);
        let foreign = pats.iter().any(|pat| binds_foreign(pat));
        let by_reference = pats.iter().any(|pat| binds_by_reference(pat));
        let any = |wanted| pats.iter().any(|pat| takes(pat) == wanted);
        let how = match (any(Takes::Everything), any(Takes::Part)) {
            _ if by_reference => How::Borrow,
            (false, false) if foreign => How::Unclear,
            (false, false) => How::Inspect,
            // Where one pattern takes and another does not, whether it moves is known when the code runs.
            _ if !any(Takes::Nothing) => How::Value,
            _ => How::Unclear,
        };
        let Some((local, mention)) = named(expr) else {
            self.taken_apart(expr, pats);
            self.place(expr, How::Borrow);
            return None;
        };
        self.flow.scrutinees.insert(mention);
        self.looked_into(mention, pats);
        match how {
            How::Value => self.value_of(local, mention),
            how => self.use_(local, mention, how),
        }
        let is_taken = how == How::Unclear && (any(Takes::Everything) || any(Takes::Part));
        is_taken.then_some((local, mention))
    }

    /// Notes a place that patterns perhaps do not look at: that it is named here does not say that it was not moved before.
    pub(super) fn may_not_look(&mut self, expr: &Expr, pats: &[&Pat]) {
        if pats.iter().all(|pat| looks_at_nothing(pat)) {
            let inside = || mark::read_place(expr).map(|(_, mention, _)| mention);
            self.flow.unproven.extend(named(expr).map(|(_, mention)| mention).or_else(inside));
        }
    }

    /// Then patterns only copy what they bind, or what is behind them does not run.
    pub(super) fn is_named_again(&self, expr: &Expr) -> bool {
        named(expr).is_some_and(|(_, mention)| self.graph.named_again.get(&mention) == Some(&true))
    }

    /// The same in a closure or block that captures it: if something moves that the patterns bind, all of it goes in there.
    pub(super) fn looked_into_inside(&mut self, expr: &Expr, pats: &[&Pat]) {
        const MATCH: &str = "match";
        if let Some((local, mention)) = named(expr)
            && self.closures > 0
            && bind_everything(pats)
        {
            self.may_move(local, Some(mention), MATCH);
        }
    }

    /// `S { a, ..x }` may move the other fields out of `x`.
    pub(super) fn updated(&mut self, expr: &syn::ExprStruct, rest: &Expr) {
        let whole = || named(rest).map(|(local, mention)| (local, mention, Vec::new()));
        let Some((local, mention, of)) = mark::read_fields(rest).or_else(whole) else { return };
        if self.may_lose_parts(local) {
            let but = expr.fields.iter().map(|field| field.member.clone()).collect();
            let taken = Taken::Others { path: expr.path.clone(), but };
            self.flow.updates.insert(mention, Part { of, taken });
        }
    }

    /// May parts be moved out of it here, while the rest stays?
    fn may_lose_parts(&self, local: LocalId) -> bool {
        let is_inside =
            self.closures > 0 || self.in_guard.is_some() || self.graph.local(local).kind == LocalKind::Carry;
        let graph = self.graph;
        let is_plain = [&graph.plain, &graph.copies, &graph.references].into_iter().any(|set| set.contains(&local));
        !is_inside && !is_plain
    }

    /// Patterns may move something out of a field, or out of a box.
    fn taken_apart(&mut self, expr: &Expr, pats: &[&Pat]) {
        let Some((local, mention, of)) = mark::read_place(expr) else { return };
        if self.may_lose_parts(local) && pats.iter().any(|pat| binds_by_value(pat)) {
            let pats = pats.iter().map(|pat| (*pat).clone()).collect();
            self.flow.patterns.insert(mention, Patterns { of, pats });
        }
    }

    /// Patterns that look into a local may leave fields of it alone.
    pub(super) fn looked_into(&mut self, mention: MentionId, pats: &[&Pat]) {
        if let Some(fields) = looked_into(pats) {
            self.flow.fields.entry(mention).or_insert(fields);
        }
    }
}

/// Does the pattern bind nothing, and perhaps not look at what it is matched with? So do `_`, and `Pair { .. }`, unless that is a
/// variant.
fn looks_at_nothing(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Or(or) => or.cases.iter().all(looks_at_nothing),
        Pat::Paren(paren) => looks_at_nothing(&paren.pat),
        Pat::Slice(slice) => slice.elems.iter().all(looks_at_nothing),
        Pat::Struct(fields) => {
            !is_tested(&fields.path) && fields.fields.iter().all(|field| looks_at_nothing(&field.pat))
        }
        Pat::Tuple(tuple) => tuple.elems.iter().all(looks_at_nothing),
        Pat::TupleStruct(fields) => !is_tested(&fields.path) && fields.elems.iter().all(looks_at_nothing),
        Pat::Type(typed) => looks_at_nothing(&typed.pat),
        _ => false,
    }
}

/// `Some(_)` and the like.
fn is_tested(path: &syn::Path) -> bool {
    let last = path.segments.last().map(|last| last.ident.to_string());
    matches!(last.as_deref(), Some("Some" | "Ok" | "Err" | "Ready"))
}

fn is_indexed(expr: &Expr) -> bool {
    match expr {
        Expr::Index(_) => true,
        Expr::Paren(expr) => is_indexed(&expr.expr),
        Expr::Group(expr) => is_indexed(&expr.expr),
        _ => false,
    }
}

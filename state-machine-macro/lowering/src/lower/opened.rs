//! Patterns that take something out of a field, or out of a box.

use proc_macro2::Span;
use syn::{Expr, Member, Pat, parse_quote};

use super::{binding, builder::Lowerer, parted::is_part_of_value, tear::Torn};
use crate::{
    model::{
        graph::{Let, Step},
        ids::{LocalId, MentionId},
        local::LocalKind,
        mark,
    },
    syntax::values::{has_let, leaves_rest},
};

impl Lowerer<'_> {
    /// The field of a local that an expression names, or what is in a box, if parts can be moved out of it one by one.
    pub fn tearable_field(&mut self, expr: &Expr, pats: &[&Pat]) -> Option<Torn> {
        let (local, mention, of) = self.opened(expr, pats)?;
        let set_inside = self.is_set_inside(local, mention, &of);
        let pointer = of.iter().any(mark::is_pointed_to).then(|| self.point_to(expr, pats));
        Some(Torn { local, of, pointer, set_inside, site: Some(mention) })
    }

    /// The place, if patterns may take something out of it.
    fn opened(&self, expr: &Expr, pats: &[&Pat]) -> Option<(LocalId, MentionId, Vec<Member>)> {
        let (local, mention, of) = mark::read_place(expr)?;
        let may_own = !self.graph.references.contains(&local) && pats.iter().any(|pat| binding::binds_by_value(pat));
        let local = self.may_be_torn(local, pats.len()).filter(|_| may_own)?;
        Some((local, mention, of))
    }

    /// Does a `let` in a chain take a local, or something out of a field, a box or a value, from where it has to be bound in a step
    /// of its own?
    pub fn is_chain_that_takes(&self, cond: &Expr) -> bool {
        let takes = |side: &Expr| match side {
            Expr::Let(cond) => {
                let opened = || self.opened(&cond.expr, &[&cond.pat]).is_some();
                let part_of_value = || binding::binds_by_value(&cond.pat) && is_part_of_value(&cond.expr);
                let leaves_rest = || binding::takes_part_by_value(&cond.pat) && leaves_rest(&cond.expr);
                opened() || part_of_value() || leaves_rest() || self.taken_local(side).is_some()
            }
            side => self.is_chain_that_takes(side),
        };
        matches!(cond, Expr::Binary(chain) if has_let(cond) && (takes(&chain.left) || takes(&chain.right)))
    }

    // From: `match *x { .. }`
    // Into: `let content = Inside(&raw mut *x); match *content.0 { .. }`
    fn point_to(&mut self, place: &Expr, pats: &[&Pat]) -> LocalId {
        let local = self.hidden("content", LocalKind::Temporary, Span::mixed_site());
        let mark = self.mark(local);
        let krate = self.graph.function.as_ref().map(|function| &function.krate);
        let pointer: Expr = match pats.iter().any(|pat| binding::binds_uniquely(pat)) {
            true => parse_quote!(&raw mut #place),
            false => parse_quote!((&raw const #place).cast_mut()),
        };
        let (pat, init) = (parse_quote!(#mark), parse_quote!(#krate::machine::Inside(#pointer)));
        self.step(Step::Let(Box::new(Let { attrs: Vec::new(), pat, ty: None, init, diverge: None, ends: None })));
        self.graph.plain.insert(local);
        local
    }
}

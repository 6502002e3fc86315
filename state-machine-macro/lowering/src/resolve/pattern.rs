//! Names that patterns bind.

use syn::{
    Expr, FieldPat, Member, Pat, PatIdent, parse_quote_spanned,
    visit_mut::{self, VisitMut},
};

use super::Resolver;
use crate::model::{ids::LocalId, local::LocalKind};
use crate::refusal::Refusal;

impl Resolver<'_> {
    /// Declares what the pattern binds, and puts marks where it binds them.
    pub(super) fn bind(&mut self, pat: &mut Pat) {
        Binder { resolver: self, bound: Vec::new(), always: false }.visit_pat_mut(pat);
    }

    /// The same for a pattern that cannot fail: a name that stands alone in it is no constant.
    pub(super) fn bind_always(&mut self, pat: &mut Pat) {
        let alone = match &*pat {
            Pat::Type(typed) => matches!(*typed.pat, Pat::Ident(_)),
            pat => matches!(pat, Pat::Ident(_)),
        };
        Binder { resolver: self, bound: Vec::new(), always: alone }.visit_pat_mut(pat);
    }
}

struct Binder<'r, 'g> {
    resolver: &'r mut Resolver<'g>,
    /// The alternatives of `A(x) | B(x)` bind the same local.
    bound: Vec<(String, LocalId)>,
    /// Even what looks like a constant is bound.
    always: bool,
}

impl VisitMut for Binder<'_, '_> {
    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        let name = pat.ident.to_string();
        if !self.always && names_constant(pat, &name) {
            return;
        }
        if self.resolver.foreign > 0 {
            self.resolver.name(&pat.ident, None);
        } else {
            let known = self.bound.iter().find(|(bound, _)| *bound == name).map(|(_, id)| *id);
            let local = known.unwrap_or_else(|| self.resolver.declare(&pat.ident, LocalKind::Declared));
            self.bound.push((name, local));
            if pat.by_ref.is_some() {
                self.resolver.graph.references.insert(local);
            }
            if pat.by_ref.is_some() && pat.mutability.is_none() {
                self.resolver.graph.copies.insert(local);
            }
            if pat.mutability.is_none() {
                self.resolver.graph.fixed.insert(local);
            }
            pat.ident = self.resolver.mark_local(local, &pat.ident);
        }
        if let Some((_, subpattern)) = &mut pat.subpat {
            self.visit_pat_mut(subpattern);
        }
    }

    // `Point { x }` binds `x`: from now on `Point { x: <mark> }`.
    fn visit_field_pat_mut(&mut self, field: &mut FieldPat) {
        if field.colon_token.is_none()
            && let Member::Named(ident) = &field.member
            && self.resolver.foreign == 0
        {
            field.colon_token = Some(parse_quote_spanned!(ident.span()=> :));
        }
        visit_mut::visit_field_pat_mut(self, field);
    }

    // Of a guard only the pattern binds; the resolver reads the condition when all names are known.
    fn visit_pat_guard_mut(&mut self, pat: &mut syn::PatGuard) {
        self.visit_pat_mut(&mut pat.pat);
    }

    fn visit_expr_mut(&mut self, _: &mut Expr) {}

    fn visit_type_mut(&mut self, _: &mut syn::Type) {}

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let name = crate::syntax::known::name(mac);
        self.resolver.errors.push_spanned(&*mac, Refusal::MacroInPattern { name });
    }
}

/// `None`, `MAX`: a name in capitals stands for a constant or a unit variant, as the language's lints demand.
fn names_constant(pat: &PatIdent, name: &str) -> bool {
    let plain = pat.by_ref.is_none() && pat.mutability.is_none() && pat.subpat.is_none();
    plain && name.trim_start_matches("r#").starts_with(char::is_uppercase)
}

//! What patterns bind whose names are not marked: those in closures. A name in capitals stands for a constant or a unit variant.

use syn::{
    FieldPat, Pat, PatIdent, parse_quote,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

/// Does one of them bind something by value, and does each that does so bind all there is?
pub fn bind_everything(pats: &[&Pat]) -> bool {
    let found: Vec<Finder> = pats.iter().map(|pat| Finder::of(pat)).collect();
    found.iter().any(Finder::binds_by_value)
        && found.iter().all(|found| !found.is_special && (!found.binds_by_value() || !found.leaves && !found.refers()))
}

/// Does it bind something by value?
pub fn binds_by_value(pat: &Pat) -> bool {
    Finder::of(pat).binds_by_value()
}

/// What a pattern binds, each as a pattern of its own.
pub fn binders(pat: &Pat) -> Vec<PatIdent> {
    Finder::of(pat).binders
}

/// The pattern, binding nothing.
pub fn unbound(pat: &Pat) -> Pat {
    let mut pat = pat.clone();
    Unbinder.visit_pat_mut(&mut pat);
    pat
}

fn is_binder(pat: &PatIdent) -> bool {
    pat.mutability.is_some() || !pat.ident.to_string().starts_with(char::is_uppercase)
}

#[derive(Default)]
struct Finder {
    binders: Vec<PatIdent>,
    /// Something matches that is not bound.
    leaves: bool,
    /// It binds by exclusive reference, or something and a part of it, or nobody knows.
    is_special: bool,
}

impl Finder {
    fn of(pat: &Pat) -> Self {
        let mut finder = Finder::default();
        finder.visit_pat(pat);
        finder
    }

    fn binds_by_value(&self) -> bool {
        self.binders.iter().any(|binder| binder.by_ref.is_none())
    }

    /// Does it bind something by reference?
    fn refers(&self) -> bool {
        self.binders.iter().any(|binder| binder.by_ref.is_some())
    }
}

impl Visit<'_> for Finder {
    fn visit_pat(&mut self, pat: &Pat) {
        match pat {
            Pat::Macro(_) | Pat::Verbatim(_) => self.is_special = true,
            Pat::Wild(_) | Pat::Rest(_) => self.leaves = true,
            Pat::Struct(pat) => self.leaves |= pat.rest.is_some(),
            _ => {}
        }
        visit::visit_pat(self, pat);
    }

    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.is_special |= pat.subpat.is_some();
        if is_binder(pat) && !self.binders.iter().any(|known| known.ident == pat.ident) {
            self.binders.push(pat.clone());
        }
    }

    fn visit_expr(&mut self, _: &syn::Expr) {}
}

struct Unbinder;

impl VisitMut for Unbinder {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        visit_mut::visit_pat_mut(self, pat);
        if matches!(pat, Pat::Ident(binder) if is_binder(binder)) {
            *pat = parse_quote!(_);
        }
    }

    // `S { a }` becomes `S { a: _ }`.
    fn visit_field_pat_mut(&mut self, field: &mut FieldPat) {
        field.colon_token.get_or_insert_default();
        self.visit_pat_mut(&mut field.pat);
    }

    fn visit_expr_mut(&mut self, _: &mut syn::Expr) {}
}

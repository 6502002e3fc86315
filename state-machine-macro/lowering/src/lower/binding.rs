//! What patterns bind, and what they leave behind.

use proc_macro2::{Span, TokenStream};
use syn::{
    Expr, ExprLet, Pat, PatIdent, PatWild, Token,
    spanned::Spanned,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

use super::{builder::Lowerer, ending::Temporaries};
use crate::model::{
    graph::{Graph, Step},
    ids::{LocalId, ScopeId},
    local::{Local, LocalKind},
    mark,
};
use crate::syntax::values::{has_let, leaves_rest};

/// The locals that a pattern binds, in order, each once.
pub fn bound(pat: &Pat) -> Vec<LocalId> {
    let mut binders = Bound::default();
    binders.visit_pat(pat);
    binders.locals
}

/// The same in the order of declaration: what a pattern leaves behind outlives what it binds.
pub fn declared(graph: &Graph, pat: &Pat) -> Vec<LocalId> {
    let mut locals = bound(pat);
    locals.sort_by_key(|local| graph.local(*local).kind != LocalKind::Temporary);
    locals
}

#[derive(Default)]
struct Bound {
    locals: Vec<LocalId>,
    by_reference: bool,
}

impl Visit<'_> for Bound {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.by_reference |= pat.by_ref.is_some();
        if let Some((local, _)) = mark::read_mention(&pat.ident)
            && !self.locals.contains(&local)
        {
            self.locals.push(local);
        }
        visit::visit_pat_ident(self, pat);
    }

    fn visit_expr(&mut self, _: &Expr) {}
}

pub fn binds_by_reference(pat: &Pat) -> bool {
    let mut binders = Bound::default();
    binders.visit_pat(pat);
    binders.by_reference
}

/// Does it bind anything by value?
pub fn binds_by_value(pat: &Pat) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_pat_ident(&mut self, pat: &PatIdent) {
            self.0 |= pat.by_ref.is_none() && mark::read_mention(&pat.ident).is_some();
            visit::visit_pat_ident(self, pat);
        }
        fn visit_expr(&mut self, _: &Expr) {}
    }
    let mut finder = Finder(false);
    finder.visit_pat(pat);
    finder.0
}

/// Does it move a part, and leave a part?
pub fn takes_part_by_value(pat: &Pat) -> bool {
    takes(pat) == Takes::Part && binds_by_value(pat)
}

/// Does it bind by `ref mut`?
pub fn binds_uniquely(pat: &Pat) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_pat_ident(&mut self, pat: &PatIdent) {
            self.0 |= pat.by_ref.is_some() && pat.mutability.is_some();
            visit::visit_pat_ident(self, pat);
        }
        fn visit_expr(&mut self, _: &Expr) {}
    }
    let mut finder = Finder(false);
    finder.visit_pat(pat);
    finder.0
}

/// What a pattern does with a value that is matched by value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// It binds nothing.
    Nothing,
    /// It binds whatever there is to bind.
    Everything,
    /// It binds something and leaves something.
    Part,
}

pub fn takes(pat: &Pat) -> Takes {
    match (bound(pat).is_empty(), leaves(pat) || binds_by_reference(pat)) {
        (true, _) => Takes::Nothing,
        (false, false) => Takes::Everything,
        (false, true) => Takes::Part,
    }
}

/// Does something match it that it does not bind?
pub fn leaves(pat: &Pat) -> bool {
    struct Leaves(bool);
    impl Visit<'_> for Leaves {
        // `x @ Some(_)` binds all of it.
        fn visit_pat_ident(&mut self, pat: &PatIdent) {
            if pat.by_ref.is_some() || mark::read_mention(&pat.ident).is_none() {
                visit::visit_pat_ident(self, pat);
            }
        }
        fn visit_pat_wild(&mut self, _: &PatWild) {
            self.0 = true;
        }
        fn visit_pat_rest(&mut self, _: &syn::PatRest) {
            self.0 = true;
        }
        fn visit_pat_struct(&mut self, pat: &syn::PatStruct) {
            self.0 |= pat.rest.is_some();
            visit::visit_pat_struct(self, pat);
        }
        fn visit_expr(&mut self, _: &Expr) {}
    }
    let mut leaves = Leaves(false);
    leaves.visit_pat(pat);
    leaves.0
}

/// Does it take an array apart?
pub fn has_slice(pat: &Pat) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_pat_slice(&mut self, _: &syn::PatSlice) {
            self.0 = true;
        }
        fn visit_expr(&mut self, _: &Expr) {}
    }
    let mut finder = Finder(false);
    finder.visit_pat(pat);
    finder.0
}

/// The patterns of the `let`s in a condition.
struct Lets<'a>(Vec<&'a Pat>);

impl<'a> Visit<'a> for Lets<'a> {
    fn visit_expr_let(&mut self, expr: &'a ExprLet) {
        self.0.push(&expr.pat);
    }

    fn visit_expr_closure(&mut self, _: &'a syn::ExprClosure) {}

    fn visit_expr_block(&mut self, _: &'a syn::ExprBlock) {}

    // The conditions of another one are not those of this one.
    fn visit_expr_if(&mut self, _: &'a syn::ExprIf) {}

    fn visit_expr_match(&mut self, _: &'a syn::ExprMatch) {}
}

/// The locals that the `let`s of a condition bind by value.
pub fn bound_by_lets(cond: &Expr) -> Vec<LocalId> {
    let mut lets = Lets(Vec::new());
    lets.visit_expr(cond);
    lets.0.into_iter().filter(|pat| binds_by_value(pat)).flat_map(bound).collect()
}

impl Lowerer<'_> {
    /// From here on the locals of the pattern belong to `scope`.
    pub fn own_bindings(&mut self, pat: &Pat, scope: ScopeId) {
        for local in bound(pat) {
            self.graph.locals[local.index()].scope = Some(scope);
        }
    }

    /// At the start of a branch: what led here has bound these.
    pub fn bind(&mut self, bound: Vec<LocalId>) {
        let scope = self.scope();
        for local in &bound {
            self.graph.locals[local.index()].scope = Some(scope);
        }
        if !bound.is_empty() {
            self.step(Step::Bound(bound));
        }
    }

    /// The condition without awaits, and the temporaries that end with it, last first. Those that a `let` in it
    /// looks into live on.
    pub fn condition(&mut self, cond: Expr) -> (Expr, Vec<LocalId>) {
        if has_let(&cond) {
            let mut cond = self.lower_awaits(cond);
            self.name_looked_into(&mut cond);
            self.lift_scrutinees(&mut cond);
            return (cond, Vec::new());
        }
        self.ending(Temporaries::of_expression(), |this| this.lower_awaits(cond))
    }

    /// What the condition binds, and the condition with names for what it leaves behind.
    pub fn bind_condition(&mut self, mut cond: Expr) -> (Vec<LocalId>, Expr) {
        KeepRest { lowerer: self }.visit_expr_mut(&mut cond);
        let mut lets = Lets(Vec::new());
        lets.visit_expr(&cond);
        let bound = lets.0.into_iter().flat_map(|pat| declared(&self.graph, pat)).collect();
        (bound, cond)
    }

    // What a pattern does not bind stays in the scrutinee, and is dropped with it. The scrutinee ends when the
    // machine suspends, so that what is left needs a name.
    //
    // From: `Err(_)`, `Ok((_, x))`
    // Into: `rest @ Err(_)`, `Ok((rest, x))`
    pub fn keep_rest(&mut self, pat: &mut Pat) {
        if bound(pat).is_empty() {
            self.keep_all(pat);
        } else if !matches!(pat, Pat::Or(_)) {
            Rest { lowerer: self }.visit_pat_mut(pat);
        }
    }

    /// rustc says where it stands when it speaks of the pattern. So it must have the user's hygiene, and a name of its own.
    fn rest(&mut self, written: Span) -> LocalId {
        let is_users = |local: &&Local| matches!(local.kind, LocalKind::Argument | LocalKind::Declared);
        let is_taken = self.graph.locals.iter().filter(is_users).any(|local| local.ident == "rest");
        let name = if is_taken { self.fresh("rest").to_string() } else { "rest".to_owned() };
        self.hidden(&name, LocalKind::Temporary, written)
    }

    /// A pattern that binds nothing leaves everything behind. Gives the local that has it.
    pub fn keep_all(&mut self, pat: &mut Pat) -> LocalId {
        let local = self.rest(pat.span());
        let ident = self.mark(local);
        let inner = std::mem::replace(pat, Pat::Verbatim(TokenStream::new()));
        let subpat = match inner {
            Pat::Wild(_) => None,
            Pat::Or(_) => Some((<Token![@]>::default(), Box::new(syn::parse_quote!((#inner))))),
            inner => Some((<Token![@]>::default(), Box::new(inner))),
        };
        *pat = Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident, subpat });
        local
    }
}

struct KeepRest<'l, 'e> {
    lowerer: &'l mut Lowerer<'e>,
}

impl VisitMut for KeepRest<'_, '_> {
    fn visit_expr_let_mut(&mut self, expr: &mut ExprLet) {
        if leaves_rest(&expr.expr) {
            self.lowerer.keep_rest(&mut expr.pat);
        }
    }

    fn visit_expr_closure_mut(&mut self, _: &mut syn::ExprClosure) {}

    fn visit_expr_block_mut(&mut self, _: &mut syn::ExprBlock) {}

    fn visit_expr_if_mut(&mut self, _: &mut syn::ExprIf) {}

    fn visit_expr_match_mut(&mut self, _: &mut syn::ExprMatch) {}
}

struct Rest<'l, 'e> {
    lowerer: &'l mut Lowerer<'e>,
}

impl Rest<'_, '_> {
    fn rest(&mut self, wild: &PatWild) -> Pat {
        let local = self.lowerer.rest(wild.underscore_token.span);
        let mark = self.lowerer.mark(local);
        Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident: mark, subpat: None })
    }
}

impl VisitMut for Rest<'_, '_> {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        match pat {
            Pat::Wild(wild) => *pat = self.rest(wild),
            // Nothing can be moved out of a reference; alternatives would have to bind the same.
            // Nor can parts of what is bound as a whole.
            Pat::Reference(_) | Pat::Or(_) | Pat::Guard(_) | Pat::Ident(_) => {}
            _ => visit_mut::visit_pat_mut(self, pat),
        }
    }

    fn visit_expr_mut(&mut self, _: &mut Expr) {}
}

/// `fill·n(value)`, the place of a temporary.
impl Lowerer<'_> {
    /// Gives a value a place that lives to the end of the statement, and the place a name, by which it can be moved out.
    pub fn fill_by_name(&mut self, name: &str, value: Expr) -> (Expr, Expr) {
        if let Some(found) = &mut self.looking {
            *found = true;
            return (value.clone(), value);
        }
        let local = self.hidden_for(name, LocalKind::Temporary, &value);
        self.declare_temporary(local);
        let filled = mark::fill(local, &value, syn::spanned::Spanned::span(&value));
        (filled, self.mention(local))
    }

    /// Gives a value a place that lives to the end of the statement.
    pub fn fill(&mut self, name: &str, value: Expr) -> Expr {
        if let Some(found) = &mut self.looking {
            *found = true;
            return value;
        }
        let span = syn::spanned::Spanned::span(&value);
        let local = self.hidden_for(name, LocalKind::Temporary, &value);
        self.declare_temporary(local);
        mark::fill(local, &value, span)
    }

    /// Gives a value a place that lives to the end of the scope.
    pub fn fill_extended(&mut self, value: Expr) -> Expr {
        if let Some(found) = &mut self.looking {
            *found = true;
            return value;
        }
        let span = syn::spanned::Spanned::span(&value);
        let local = self.hidden_for("temporary", LocalKind::Temporary, &value);
        self.declare_extended(local);
        mark::fill(local, &value, span)
    }
}

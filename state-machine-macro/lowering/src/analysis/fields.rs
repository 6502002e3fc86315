//! Fields of a local, as closures and async blocks name them.

use syn::{
    Expr,
    visit::{self, Visit},
};

use crate::{
    lower::is_assignment,
    model::{
        ids::LocalId,
        machine::Part,
        mark::{self, read_mention_expr},
    },
    syntax::macros,
};

/// Does the closure name the local only as `x.field`, so that it captures the fields and not the local?
pub fn only(closure: &Expr, local: LocalId) -> bool {
    struct Finder {
        local: LocalId,
        whole: bool,
    }
    impl Visit<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            let is_it = |expr: &Expr| read_mention_expr(expr).is_some_and(|(named, _)| named == self.local);
            match expr {
                Expr::Field(field) if is_it(&field.base) => {}
                expr if is_it(expr) => self.whole = true,
                Expr::Macro(mac) => macros::shape(&mac.mac).values().into_iter().for_each(|expr| self.visit_expr(expr)),
                expr => visit::visit_expr(self, expr),
            }
        }
        fn visit_stmt_macro(&mut self, stmt: &syn::StmtMacro) {
            macros::shape(&stmt.mac).values().into_iter().for_each(|expr| self.visit_expr(expr));
        }
    }
    let mut finder = Finder { local, whole: false };
    finder.visit_expr(closure);
    !finder.whole
}

/// Does the closure assign to a field of the local, or borrow one exclusively?
pub fn writes_to(closure: &Expr, local: LocalId) -> bool {
    struct Finder {
        local: LocalId,
        found: bool,
    }
    impl Visit<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            let written = match expr {
                Expr::Assign(assign) => Some(&assign.left),
                Expr::Binary(binary) if is_assignment(&binary.op) => Some(&binary.left),
                Expr::Reference(reference) if reference.mutability.is_some() => Some(&reference.expr),
                _ => None,
            };
            self.found |= written.is_some_and(|place| begins_with(place, self.local));
            visit::visit_expr(self, expr);
        }
    }
    let mut finder = Finder { local, found: false };
    finder.visit_expr(closure);
    finder.found
}

/// `x.a.b`, `x.a[i]`
fn begins_with(place: &Expr, local: LocalId) -> bool {
    match place {
        Expr::Field(field) => begins_with(&field.base, local),
        Expr::Index(index) => begins_with(&index.expr, local),
        Expr::Paren(paren) => begins_with(&paren.expr, local),
        Expr::Group(group) => begins_with(&group.expr, local),
        other => read_mention_expr(other).is_some_and(|(named, _)| named == local),
    }
}

/// The fields of the local that the closure names, each once.
pub fn named(closure: &Expr, local: LocalId) -> Vec<Part> {
    struct Finder {
        local: LocalId,
        found: Vec<Part>,
    }
    impl syn::visit::Visit<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            match (mark::read_fields(expr), expr) {
                (Some((local, _, members)), _) if local == self.local => {
                    if !self.found.contains(&members) {
                        self.found.push(members);
                    }
                }
                (_, Expr::Macro(mac)) => {
                    macros::shape(&mac.mac).values().into_iter().for_each(|expr| self.visit_expr(expr))
                }
                _ => syn::visit::visit_expr(self, expr),
            }
        }
        fn visit_stmt_macro(&mut self, stmt: &syn::StmtMacro) {
            macros::shape(&stmt.mac).values().into_iter().for_each(|expr| self.visit_expr(expr));
        }
    }
    let mut finder = Finder { local, found: Vec::new() };
    finder.visit_expr(closure);
    finder.found
}

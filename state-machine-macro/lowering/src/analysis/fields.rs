//! Fields of a local, as closures and async blocks name them.

use std::collections::HashSet;

use syn::{
    Expr, Member,
    visit::{self, Visit},
};

use crate::{
    model::{
        ids::{LocalId, MentionId},
        machine::Part,
        mark::{self, read_mention_expr},
    },
    syntax::{known, macros},
};

/// The fields that the closure captures in place of the local, if it names nothing but fields, and if what it names them
/// of does not dereference.
pub fn captured(closure: &Expr, local: LocalId) -> Option<Vec<Part>> {
    let mut finder = Finder { local, whole: false, found: Vec::new() };
    finder.visit_expr(closure);
    let named: Vec<Part> = finder.found.into_iter().map(|(_, part)| part).collect();
    // With `x.a`, `x.a.b` is captured too, where that stands.
    let outer =
        |part: &Part| named.iter().filter(|outer| part.starts_with(outer)).min_by_key(|outer| outer.len()).cloned();
    let (mut seen, mut found) = (HashSet::new(), named.iter().filter_map(outer).collect::<Vec<_>>());
    found.retain(|part| seen.insert(part.clone()));
    (!finder.whole && !is_mixed(&found)).then_some(found)
}

/// Where it names which fields, in order.
pub fn named(closure: &Expr, local: LocalId) -> Vec<(MentionId, Part)> {
    let mut finder = Finder { local, whole: false, found: Vec::new() };
    finder.visit_expr(closure);
    finder.found
}

/// Does the closure name the local only in these calls, and otherwise what it points to, if it is a reference?
pub fn is_led(closure: &Expr, local: LocalId, calls: &[MentionId]) -> bool {
    let mut finder = Itself { local, calls, found: false };
    finder.visit_expr(closure);
    !finder.found
}

struct Itself<'c> {
    local: LocalId,
    calls: &'c [MentionId],
    found: bool,
}

impl Visit<'_> for Itself<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        match (mark::read_place(expr), read_mention_expr(expr)) {
            (Some((local, ..)), _) if local == self.local => {}
            (_, Some((local, mention))) => self.found |= local == self.local && !self.calls.contains(&mention),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_macro(&mut self, mac: &syn::Macro) {
        macros::shape(mac).visit(|expr| self.visit_expr(expr));
    }
}

/// Is the local named in a macro of which it is not certain that it evaluates what it is given?
pub fn is_in_a_macro(closure: &Expr, local: LocalId) -> bool {
    let mut finder = InMacro { local, inside: false, found: false };
    finder.visit_expr(closure);
    finder.found
}

struct InMacro {
    local: LocalId,
    inside: bool,
    found: bool,
}

impl Visit<'_> for InMacro {
    fn visit_expr(&mut self, expr: &Expr) {
        self.found |= self.inside && read_mention_expr(expr).is_some_and(|(local, _)| local == self.local);
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, mac: &syn::Macro) {
        let outside = self.inside;
        self.inside |= !known::surely_joins(mac);
        macros::shape(mac).visit(|expr| self.visit_expr(expr));
        self.inside = outside;
    }
}

/// Has one value fields with names and fields with numbers? Some of them are those of something that it dereferences to.
fn is_mixed(parts: &[Part]) -> bool {
    let differ = |a: &Member, b: &Member| matches!(a, Member::Named(_)) != matches!(b, Member::Named(_));
    let first = |a: &Part, b: &Part| a.iter().zip(b).find(|(a, b)| a != b).is_some_and(|(a, b)| differ(a, b));
    parts.iter().any(|a| parts.iter().any(|b| first(a, b)))
}

struct Finder {
    local: LocalId,
    whole: bool,
    found: Vec<(MentionId, Part)>,
}

impl Visit<'_> for Finder {
    fn visit_expr(&mut self, expr: &Expr) {
        match (mark::read_fields(expr), expr) {
            (Some((local, mention, members)), _) if local == self.local => self.found.push((mention, members)),
            (_, expr) if read_mention_expr(expr).is_some_and(|(named, _)| named == self.local) => self.whole = true,
            (_, Expr::Macro(mac)) => {
                macros::shape(&mac.mac).visit(|expr| self.visit_expr(expr));
            }
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_stmt_macro(&mut self, stmt: &syn::StmtMacro) {
        macros::shape(&stmt.mac).visit(|expr| self.visit_expr(expr));
    }
}

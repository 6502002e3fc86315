//! Verbatim control flow: branches, loops and jumps that contain no await.

use syn::{BinOp, Block, Expr, ExprLet, Lifetime, Pat};

use super::{
    flow::{Builder, VerbatimLoop, named},
    nodes::{Event, How, NodeId},
    walk::pattern,
};
use crate::{
    lower::{Takes, takes},
    model::{ids::LocalId, mark},
};

impl Builder<'_> {
    /// A condition that continues in the present node if it holds, and in `otherwise` if it does not.
    pub fn condition(&mut self, cond: &Expr, otherwise: NodeId) {
        match cond {
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                self.first_condition(&binary.left, otherwise);
                self.condition(&binary.right, otherwise);
            }
            Expr::Let(expr) => {
                // Where the pattern does not match, the local keeps its value.
                let nothing = syn::parse_quote!(_);
                let takes_all = !matches!(*expr.pat, Pat::Ident(_)) && takes(&expr.pat) == Takes::Everything;
                let as_if: Vec<&Pat> = std::iter::once(&*expr.pat).chain(takes_all.then_some(&nothing)).collect();
                let taken = self.looked_at(&expr.expr, &as_if);
                self.edge(self.current, otherwise);
                self.matched(taken);
                self.bindings(&expr.pat);
            }
            Expr::Paren(expr) => self.condition(&expr.expr, otherwise),
            Expr::Group(expr) => self.condition(&expr.expr, otherwise),
            other => {
                self.value(other);
                self.edge(self.current, otherwise);
                self.node(Event::Nothing);
            }
        }
    }

    /// One that others stand behind: if one of these does not hold, what its patterns have moved is gone. So, where the local is named
    /// again, they only copy.
    fn first_condition(&mut self, cond: &Expr, otherwise: NodeId) {
        match cond {
            Expr::Let(ExprLet { expr, pat, .. }) if !matches!(**pat, Pat::Ident(_)) && self.is_named_again(expr) => {
                let Some((local, mention)) = named(expr) else { return self.condition(cond, otherwise) };
                self.flow.scrutinees.insert(mention);
                self.use_(local, mention, How::Inspect);
                self.edge(self.current, otherwise);
                self.bindings(pat);
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                self.first_condition(&binary.left, otherwise);
                self.first_condition(&binary.right, otherwise);
            }
            other => self.condition(other, otherwise),
        }
    }

    pub(super) fn if_(&mut self, expr: &syn::ExprIf) {
        let otherwise = self.detached(Event::Nothing);
        self.condition(&expr.cond, otherwise);
        if let Expr::Let(cond) = &*expr.cond
            && takes(&cond.pat) != Takes::Everything
        {
            self.looked_into_inside(&cond.expr, &[&cond.pat]);
        }
        self.block_expr(&expr.then_branch);
        let then = self.node(Event::MayDiverge);
        self.current = otherwise;
        if let Some((_, branch)) = &expr.else_branch {
            self.value(branch);
            self.node(Event::MayDiverge);
        }
        let after = self.node(Event::Nothing);
        self.edge(then, after);
    }

    pub(super) fn match_(&mut self, expr: &syn::ExprMatch) {
        let pats: Vec<&Pat> = expr.arms.iter().map(|arm| pattern(&arm.pat)).collect();
        // Where patterns that take everything perhaps only copy it, that is as if there were one that takes nothing.
        let nothing = syn::parse_quote!(_);
        let has_guard = expr.arms.iter().any(|arm| matches!(arm.pat, Pat::Guard(_)));
        let names_all = pats.iter().all(|pat| matches!(pat, Pat::Ident(_)));
        let may_copy = !has_guard && !names_all && self.is_named_again(&expr.expr);
        let as_if: Vec<&Pat> = pats.iter().copied().chain(may_copy.then_some(&nothing)).collect();
        self.scrutinee(&expr.expr, &as_if);
        self.looked_into_inside(&expr.expr, &pats);
        let mut matched = self.node(Event::Nothing);
        let after = self.detached(Event::Nothing);
        for arm in &expr.arms {
            self.current = matched;
            self.bindings(pattern(&arm.pat));
            if let Pat::Guard(guarded) = &arm.pat {
                matched = self.guard(&guarded.pat, &guarded.guard, matched);
            }
            self.value(&arm.body);
            self.node(Event::MayDiverge);
            self.edge(self.current, after);
        }
        self.current = after;
    }

    /// The guard of an arm. Gives where the next arm is tried, if it fails; `matched` is where this one is.
    pub(super) fn guard(&mut self, pat: &Pat, guard: &syn::Expr, matched: NodeId) -> NodeId {
        let outer = self.in_guard.replace(InGuard::of(pat, guard));
        self.value(guard);
        self.in_guard = outer;
        let tried = self.current;
        self.current = matched;
        let next = self.node(Event::Nothing);
        self.edge(tried, next);
        self.current = tried;
        next
    }

    /// One of these is evaluated, if there are any.
    pub(super) fn alternatives(&mut self, alternatives: Vec<(Option<&Pat>, &Expr)>) {
        if alternatives.is_empty() {
            return;
        }
        let chosen = self.node(Event::Nothing);
        let after = self.detached(Event::Nothing);
        for (pat, value) in alternatives {
            self.current = chosen;
            pat.into_iter().for_each(|pat| self.bindings(pat));
            self.value(value);
            self.node(Event::MayDiverge);
            self.edge(self.current, after);
        }
        self.current = after;
    }

    pub(super) fn labelled(&mut self, label: &Lifetime, block: &Block) {
        let after = self.detached(Event::Nothing);
        self.loops.push(VerbatimLoop { label: Some(label.clone()), is_loop: false, head: after, after });
        self.block_expr(block);
        self.loops.pop();
        self.edge(self.current, after);
        self.current = after;
    }

    pub(super) fn repeat(&mut self, label: Option<&Lifetime>, body: impl FnOnce(&mut Self, NodeId)) {
        let head = self.node(Event::Nothing);
        let after = self.detached(Event::Nothing);
        self.loops.push(VerbatimLoop { label: label.cloned(), is_loop: true, head, after });
        body(self, after);
        self.loops.pop();
        self.node(Event::MayDiverge);
        self.edge(self.current, head);
        self.current = after;
    }

    pub(super) fn break_(&mut self, label: Option<&Lifetime>, value: Option<&Expr>) {
        value.into_iter().for_each(|value| self.value(value));
        if let Some(id) = label.and_then(mark::read_jump) {
            return self.jump(id);
        }
        if let Some(after) = self.find_loop(label).map(|target| target.after) {
            self.edge(self.current, after);
        }
        self.diverge();
    }

    pub(super) fn continue_(&mut self, label: Option<&Lifetime>) {
        if let Some(head) = self.find_loop(label).map(|target| target.head) {
            self.edge(self.current, head);
        }
        self.diverge();
    }

    pub(super) fn find_loop(&self, label: Option<&Lifetime>) -> Option<&VerbatimLoop> {
        self.loops.iter().rev().find(|target| match label {
            Some(label) => target.label.as_ref() == Some(label),
            None => target.is_loop,
        })
    }
}

/// A guard, which may fail, so that some locals are only looked at in it.
pub struct InGuard {
    /// What the pattern of the arm binds.
    bound: Vec<LocalId>,
    /// If that is a pattern with alternatives, `A | B`, the guard is tried for each of them that fits, and moves nothing but what is its
    /// own.
    own: Option<Vec<LocalId>>,
}

impl InGuard {
    fn of(pat: &Pat, guard: &Expr) -> Self {
        #[derive(Default)]
        struct Finder {
            has_alternatives: bool,
            bound: Vec<LocalId>,
        }
        impl syn::visit::Visit<'_> for Finder {
            fn visit_pat(&mut self, pat: &Pat) {
                self.has_alternatives |= matches!(pat, Pat::Or(_));
                self.bound.extend(crate::lower::bound(pat));
                syn::visit::visit_pat(self, pat);
            }
        }
        let [mut around, mut inside] = [Finder::default(), Finder::default()];
        syn::visit::Visit::visit_pat(&mut around, pat);
        syn::visit::Visit::visit_expr(&mut inside, guard);
        InGuard { bound: around.bound, own: around.has_alternatives.then_some(inside.bound) }
    }

    pub fn only_looks_at(&self, local: LocalId) -> bool {
        self.bound.contains(&local) || self.own.as_ref().is_some_and(|own| !own.contains(&local))
    }
}

/// Patterns inside closures bind names that are not ours.
pub(super) fn binds_foreign(pat: &Pat) -> bool {
    struct Finder(bool);
    impl syn::visit::Visit<'_> for Finder {
        fn visit_pat_ident(&mut self, pat: &syn::PatIdent) {
            self.0 |= !pat.ident.to_string().starts_with(char::is_uppercase);
        }
    }
    let mut finder = Finder(false);
    syn::visit::Visit::visit_pat(&mut finder, pat);
    finder.0
}

//! What stays whole, and what has to be cut: at awaits, and where a pattern takes apart what lives outside.
//!
//! A local of which a part is moved out lives on, with its other parts. Code that stays as it is could only move all of it.

use std::collections::HashSet;

use syn::{
    Block, Expr, ExprAsync, ExprBlock, ExprClosure, ExprIf, ExprMatch, ExprUnsafe, ExprWhile, Item, Local, Macro,
    PatIdent,
    visit::{self, Visit},
};

use super::{binding, tear::takes_in_place};
use crate::{
    model::{ids::LocalId, mark},
    syntax::{
        awaits,
        macros::{self, Shape},
    },
};

/// Does the expression have to be cut?
pub fn is_cut(expr: &Expr) -> bool {
    awaits::in_expr(expr) || takes_apart(|finder| finder.visit_expr(expr))
}

pub fn is_block_cut(block: &Block) -> bool {
    awaits::in_block(block) || takes_apart(|finder| finder.visit_block(block))
}

/// Do the arguments of the macro?
pub fn is_macro_cut(mac: &Macro) -> bool {
    awaits::in_macro(mac) || takes_apart(|finder| finder.visit_macro(mac))
}

/// Does a pattern take a local apart that is declared elsewhere?
fn takes_apart(visit: impl FnOnce(&mut Finder)) -> bool {
    let mut finder = Finder::default();
    visit(&mut finder);
    finder.is_parted || finder.taken_apart.iter().any(|local| !finder.declared.contains(local))
}

/// The local of which the `match` moves parts.
pub fn torn_by_match(expr: &ExprMatch) -> Option<LocalId> {
    let (local, _) = mark::read_mention_expr(&expr.expr)?;
    takes_in_place(&expr.arms).then_some(local)
}

/// The local of which a `let` in the condition moves a part.
pub fn torn_by_let(cond: &Expr) -> Option<LocalId> {
    match cond {
        Expr::Let(cond) => {
            let (local, _) = mark::read_mention_expr(&cond.expr)?;
            binding::takes_part_by_value(&cond.pat).then_some(local)
        }
        Expr::Binary(chain) => torn_by_let(&chain.left).or_else(|| torn_by_let(&chain.right)),
        _ => None,
    }
}

#[derive(Default)]
struct Finder {
    declared: HashSet<LocalId>,
    taken_apart: Vec<LocalId>,
    /// Is there something that is cut because of what it leaves of a value?
    is_parted: bool,
}

impl Visit<'_> for Finder {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.declared.extend(mark::read_mention(&pat.ident).map(|(local, _)| local));
        visit::visit_pat_ident(self, pat);
    }

    fn visit_expr_match(&mut self, expr: &ExprMatch) {
        self.is_parted |= mark::is_parted(&expr.attrs);
        self.taken_apart.extend(torn_by_match(expr));
        visit::visit_expr_match(self, expr);
    }

    fn visit_expr_block(&mut self, expr: &ExprBlock) {
        self.is_parted |= mark::is_parted(&expr.attrs);
        visit::visit_expr_block(self, expr);
    }

    fn visit_expr_unsafe(&mut self, expr: &ExprUnsafe) {
        self.is_parted |= mark::is_parted(&expr.attrs);
        visit::visit_expr_unsafe(self, expr);
    }

    fn visit_expr_if(&mut self, expr: &ExprIf) {
        self.is_parted |= mark::is_parted(&expr.attrs);
        self.taken_apart.extend(torn_by_let(&expr.cond));
        visit::visit_expr_if(self, expr);
    }

    fn visit_expr_while(&mut self, expr: &ExprWhile) {
        self.taken_apart.extend(torn_by_let(&expr.cond));
        visit::visit_expr_while(self, expr);
    }

    fn visit_local(&mut self, stmt: &Local) {
        let init = stmt.init.as_ref().and_then(|init| mark::read_mention_expr(&init.expr));
        let torn = init.filter(|_| binding::takes_part_by_value(&stmt.pat));
        self.taken_apart.extend(torn.map(|(local, _)| local));
        visit::visit_local(self, stmt);
    }

    fn visit_expr_async(&mut self, _: &ExprAsync) {}

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_item(&mut self, _: &Item) {}

    fn visit_macro(&mut self, mac: &Macro) {
        match macros::shape(mac) {
            // Its guard has names of its own.
            Shape::Matches { value, .. } => self.visit_expr(&value),
            mut shape => shape.values().into_iter().for_each(|expr| self.visit_expr(expr)),
        }
    }
}

//! Does an expression leave temporaries, which live to the end of the statement around it?

use syn::{
    BinOp, Block, Expr, ExprAsync, ExprBinary, ExprClosure, ExprForLoop, ExprIf, ExprLoop, ExprMatch, ExprMethodCall,
    ExprReference, ExprWhile, Macro, Stmt, UnOp,
    visit::{self, Visit},
};

use super::{
    known,
    macros::{self, Shape},
    values::{has_let, is_constant, is_value, looks_at_sides, needs_place},
};
use crate::conventions::{Receiver, receiver};

/// It may, for all that syntax tells.
pub fn leaves_temporaries(expr: &Expr) -> bool {
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}

struct Finder(bool);

impl Finder {
    fn used_as_place(&mut self, value: &Expr) {
        self.0 |= is_value(value) && !is_constant(value);
    }
}

impl Visit<'_> for Finder {
    fn visit_expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Field(field) => self.used_as_place(&field.base),
            Expr::Index(index) => self.used_as_place(&index.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.used_as_place(&unary.expr),
            Expr::Match(matched) => self.used_as_place(&matched.expr),
            Expr::Let(matched) => self.used_as_place(&matched.expr),
            Expr::Binary(binary) if looks_at_sides(binary) => {
                [&binary.left, &binary.right].into_iter().for_each(|side| self.used_as_place(side));
            }
            Expr::Struct(update) => update.rest.iter().for_each(|rest| self.used_as_place(rest)),
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    fn visit_expr_reference(&mut self, reference: &ExprReference) {
        self.0 |= needs_place(&reference.expr, reference.mutability.is_some());
        visit::visit_expr_reference(self, reference);
    }

    fn visit_expr_method_call(&mut self, call: &ExprMethodCall) {
        if receiver(call) != Receiver::Consumes {
            self.used_as_place(&call.receiver);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, mac: &Macro) {
        match macros::shape(mac) {
            // What it formats stands in temporaries.
            Shape::Format { .. } => self.0 |= known::name(mac) == "format_args",
            Shape::Matches { value, .. } => {
                self.used_as_place(&value);
                self.visit_expr(&value);
            }
            mut shape => shape.values().into_iter().for_each(|value| self.visit_expr(value)),
        }
    }

    // What a condition leaves ends with it, unless a pattern looks at it; what a branch, an arm or a loop's body leaves ends with that.
    fn visit_expr_if(&mut self, branches: &ExprIf) {
        if has_let(&branches.cond) {
            self.visit_expr(&branches.cond);
        }
    }

    fn visit_expr_match(&mut self, matched: &ExprMatch) {
        self.visit_expr(&matched.expr);
    }

    fn visit_expr_for_loop(&mut self, iterated: &ExprForLoop) {
        self.visit_expr(&iterated.expr);
    }

    fn visit_expr_while(&mut self, _: &ExprWhile) {}

    fn visit_expr_loop(&mut self, _: &ExprLoop) {}

    // So do the sides of `&&` and `||`.
    fn visit_expr_binary(&mut self, binary: &ExprBinary) {
        if !matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) || has_let(&binary.left) || has_let(&binary.right) {
            visit::visit_expr_binary(self, binary);
        }
    }

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_expr_async(&mut self, _: &ExprAsync) {}

    // Before edition 2024 it is so with the tail of a block, too.
    fn visit_block(&mut self, block: &Block) {
        if let Some(Stmt::Expr(tail, None)) = block.stmts.last() {
            self.visit_expr(tail);
        }
    }
}

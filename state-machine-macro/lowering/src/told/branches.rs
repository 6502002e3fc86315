//! What the values of branches become together.

use syn::{
    Block, Expr, ExprAsync, ExprBreak, ExprClosure, ExprForLoop, ExprLoop, ExprWhile, Item, Label, Lit, Stmt, UnOp,
    visit::{self, Visit},
};

use super::open::is_open;
use crate::syntax::{awaits, diverges::expr_diverges};

/// Does it borrow a value that may live as long as what the borrow is given to, as behind `let`? What a function is given does not.
pub fn borrows_a_value(expr: &Expr) -> bool {
    let mut ends = Vec::new();
    tails(expr, &mut ends);
    ends.into_iter().any(|end| match end {
        Expr::Reference(reference) => !is_place(&reference.expr),
        Expr::Call(call) if is_constructor(&call.func) => call.args.iter().any(borrows_a_value),
        Expr::Struct(made) => made.fields.iter().any(|field| borrows_a_value(&field.expr)),
        Expr::Tuple(tuple) => tuple.elems.iter().any(borrows_a_value),
        Expr::Array(array) => array.elems.iter().any(borrows_a_value),
        Expr::Cast(cast) => borrows_a_value(&cast.expr),
        _ => false,
    })
}

/// `Some`, `Wrapper::Of`
fn is_constructor(function: &Expr) -> bool {
    let Expr::Path(path) = function else { return false };
    path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase))
}

/// Something that has a place without having to be kept for the borrow.
fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(index) => is_place(&index.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)) && is_place(&unary.expr),
        Expr::Paren(paren) => is_place(&paren.expr),
        _ => false,
    }
}

/// Is it the value of one of several branches, of which one awaits, and do they become something else than the first one gives?
pub fn comes_from_branches(init: &Expr) -> bool {
    becomes_another(init, 2) && awaits::in_expr(init)
}

/// May it, and has it so many ends at least?
pub fn becomes_another(init: &Expr, least: usize) -> bool {
    let mut ends = Vec::new();
    tails(init, &mut ends);
    let may_become = ends.iter().any(|end| may_become(end)) && !ends.iter().any(|end| is_settled(end));
    matches!(init, Expr::Block(_) | Expr::If(_) | Expr::Loop(_) | Expr::Match(_)) && ends.len() >= least && may_become
}

/// Is it the value of several branches, of which some do not say all of its type? The others do.
pub fn is_said_by_others(value: &Expr) -> bool {
    let is_wrapped = |end: &Expr| {
        let Expr::Call(call) = end else { return false };
        let Expr::Path(path) = &*call.func else { return false };
        ["Some", "Ok", "Err"].iter().any(|name| path.path.is_ident(name))
    };
    let mut ends = Vec::new();
    tails(value, &mut ends);
    ends.len() > 1 && ends.into_iter().any(|end| is_wrapped(end) || is_open(end))
}

/// What the branches end with, if they end.
fn tails<'a>(expr: &'a Expr, found: &mut Vec<&'a Expr>) {
    let of_block = |block: &'a Block, found: &mut Vec<&'a Expr>| {
        if let Some(Stmt::Expr(tail, None)) = block.stmts.last() {
            tails(tail, found);
        }
    };
    match expr {
        Expr::If(branch) => {
            of_block(&branch.then_branch, found);
            branch.else_branch.iter().for_each(|(_, otherwise)| tails(otherwise, found));
        }
        Expr::Match(matched) => matched.arms.iter().for_each(|arm| tails(&arm.body, found)),
        Expr::Block(block) => {
            of_block(&block.block, found);
            if let Some(label) = &block.label {
                Breaks { label: Some(label), loops: 1, found }.visit_block(&block.block);
            }
        }
        Expr::Loop(expr) => Breaks { label: expr.label.as_ref(), loops: 0, found }.visit_block(&expr.body),
        Expr::Unsafe(block) => of_block(&block.block, found),
        Expr::Paren(paren) => tails(&paren.expr, found),
        expr if expr_diverges(expr) => {}
        expr => found.push(expr),
    }
}

/// What leaves a loop, or a block with a label, takes a value along.
struct Breaks<'f, 'a> {
    label: Option<&'a Label>,
    /// Loops inside, which a `break` without a label leaves.
    loops: usize,
    found: &'f mut Vec<&'a Expr>,
}

impl<'a> Breaks<'_, 'a> {
    fn inside(&mut self, visit: impl FnOnce(&mut Self)) {
        self.loops += 1;
        visit(self);
        self.loops -= 1;
    }
}

impl<'a> Visit<'a> for Breaks<'_, 'a> {
    fn visit_expr_break(&mut self, expr: &'a ExprBreak) {
        let leaves = match &expr.label {
            Some(label) => self.label.is_some_and(|own| own.name == *label),
            None => self.loops == 0,
        };
        expr.expr.iter().filter(|_| leaves).for_each(|value| tails(value, self.found));
        visit::visit_expr_break(self, expr);
    }

    fn visit_expr_loop(&mut self, expr: &'a ExprLoop) {
        self.inside(|this| visit::visit_expr_loop(this, expr));
    }

    fn visit_expr_while(&mut self, expr: &'a ExprWhile) {
        self.inside(|this| visit::visit_expr_while(this, expr));
    }

    fn visit_expr_for_loop(&mut self, expr: &'a ExprForLoop) {
        self.inside(|this| visit::visit_expr_for_loop(this, expr));
    }

    fn visit_expr_closure(&mut self, _: &'a ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'a ExprAsync) {}

    fn visit_item(&mut self, _: &'a Item) {}
}

/// May the value become something of another type where that is wanted: a reference, a box, a function, a text beside a `String`?
fn may_become(value: &Expr) -> bool {
    match value {
        Expr::Reference(_) | Expr::Path(_) | Expr::Cast(_) => true,
        Expr::Lit(literal) => matches!(literal.lit, Lit::Str(_) | Lit::ByteStr(_)),
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path
                .path
                .segments
                .iter()
                .any(|segment| matches!(&*segment.ident.to_string(), "Box" | "Rc" | "Arc" | "Some" | "Ok" | "Err")),
            _ => false,
        },
        _ => false,
    }
}

/// A number or the like: the other branches give just that.
fn is_settled(value: &Expr) -> bool {
    match value {
        Expr::Lit(literal) => !matches!(literal.lit, Lit::Str(_) | Lit::ByteStr(_)),
        Expr::Binary(_) => true,
        Expr::Unary(unary) => !matches!(unary.op, UnOp::Deref(_)),
        Expr::Macro(mac) => mac.mac.path.is_ident("format"),
        Expr::MethodCall(call) => matches!(&*call.method.to_string(), "to_string" | "to_owned" | "len"),
        _ => false,
    }
}

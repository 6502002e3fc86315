//! `break` and `continue` that leave what has been cut.

use syn::{
    Block, Expr, ExprAsync, ExprBlock, ExprBreak, ExprClosure, ExprContinue, ExprForLoop, ExprLoop, ExprReturn,
    ExprWhile, Item, Lifetime, Macro, Stmt,
    visit_mut::{self, VisitMut},
};

use super::{builder::Lowerer, statement::Dest};
use crate::model::{
    graph::{End, Jump},
    ids::{BlockId, JumpId, LocalId},
    mark,
};
use crate::syntax::macros;

impl Lowerer<'_> {
    // From: `if done { break; }`, where the loop is cut and this is not
    // Into: `if done { break <mark of the jump>; }`
    pub fn without_jumps(&mut self, mut expr: Expr) -> Expr {
        if !self.targets.is_empty() {
            Rewriter { lowerer: self, inner_loops: 0, inner_labels: Vec::new() }.visit_expr_mut(&mut expr);
        }
        expr
    }

    /// The same for a statement.
    pub fn statement_without_jumps(&mut self, mut stmt: Stmt) -> Stmt {
        if !self.targets.is_empty() {
            Rewriter { lowerer: self, inner_loops: 0, inner_labels: Vec::new() }.visit_stmt_mut(&mut stmt);
        }
        stmt
    }

    /// `break value.await`
    pub fn break_(&mut self, expr: ExprBreak) {
        let Some((block, dest)) = self.break_target(expr.label.as_ref()) else { return };
        if let Some(value) = expr.expr {
            self.lower_into(*value, dest);
        }
        self.end(End::Goto(block));
    }

    fn break_target(&self, label: Option<&Lifetime>) -> Option<(BlockId, Dest)> {
        let target = self.targets.iter().rev().find(|target| match label {
            Some(label) => target.label.as_ref() == Some(label),
            None => target.continue_to.is_some(),
        })?;
        Some((target.break_to, target.value.again()))
    }

    fn continue_target(&self, label: Option<&Lifetime>) -> Option<BlockId> {
        let mut loops = self.targets.iter().rev().filter(|target| target.continue_to.is_some());
        loops.find(|target| label.is_none() || target.label.as_ref() == label)?.continue_to
    }

    fn new_jump(&mut self, target: BlockId, carry: Option<LocalId>) -> JumpId {
        self.graph.jumps.push(Jump { target, carry });
        JumpId::new(self.graph.jumps.len() - 1)
    }
}

struct Rewriter<'l, 'e> {
    lowerer: &'l mut Lowerer<'e>,
    /// Loops inside the verbatim code: what is unlabelled belongs to them.
    inner_loops: u32,
    inner_labels: Vec<Lifetime>,
}

impl Rewriter<'_, '_> {
    fn leaves(&self, label: Option<&Lifetime>) -> bool {
        match label {
            Some(label) => !self.inner_labels.contains(label),
            None => self.inner_loops == 0,
        }
    }

    fn inside(&mut self, label: Option<&syn::Label>, body: &mut Block, loops: u32) {
        self.inner_loops += loops;
        self.inner_labels.extend(label.map(|label| label.name.clone()));
        self.visit_block_mut(body);
        self.inner_labels.truncate(self.inner_labels.len() - usize::from(label.is_some()));
        self.inner_loops -= loops;
    }
}

impl Rewriter<'_, '_> {
    // From: `break value`, where the loop is cut and this is not
    // Into: `break <mark of the jump> value`, or `return value` where the loop's value is the function's
    fn left_by(&mut self, jump: &mut ExprBreak) -> Option<Expr> {
        let (block, dest) = self.lowerer.break_target(jump.label.as_ref())?;
        let (attrs, span) = (std::mem::take(&mut jump.attrs), jump.break_token.span);
        let carry = match dest {
            Dest::Return if jump.expr.is_some() => {
                let return_token = syn::Token![return](span);
                return Some(Expr::Return(ExprReturn { attrs, return_token, expr: jump.expr.take() }));
            }
            Dest::Carry(carry) => Some(carry),
            Dest::Return | Dest::Discard | Dest::Let(_) => None,
        };
        let label = Some(mark::jump(self.lowerer.new_jump(block, carry), span));
        Some(Expr::Break(ExprBreak { attrs, break_token: jump.break_token, label, expr: jump.expr.take() }))
    }
}

impl VisitMut for Rewriter<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::Continue(ExprContinue { label, continue_token, .. }) if self.leaves(label.as_ref()) => {
                let Some(block) = self.lowerer.continue_target(label.as_ref()) else { return };
                let span = continue_token.span;
                let jump = mark::jump(self.lowerer.new_jump(block, None), span);
                *expr = syn::parse_quote_spanned!(span=> break #jump);
            }
            Expr::Break(jump) if self.leaves(jump.label.as_ref()) => {
                if let Some(left) = self.left_by(jump) {
                    *expr = left;
                }
            }
            _ => {}
        }
    }

    fn visit_expr_loop_mut(&mut self, expr: &mut ExprLoop) {
        self.inside(expr.label.as_ref(), &mut expr.body, 1);
    }

    fn visit_expr_while_mut(&mut self, expr: &mut ExprWhile) {
        self.inner_loops += 1;
        self.visit_expr_mut(&mut expr.cond);
        self.inner_loops -= 1;
        self.inside(expr.label.as_ref(), &mut expr.body, 1);
    }

    fn visit_expr_for_loop_mut(&mut self, expr: &mut ExprForLoop) {
        self.visit_expr_mut(&mut expr.expr);
        self.inside(expr.label.as_ref(), &mut expr.body, 1);
    }

    fn visit_expr_block_mut(&mut self, expr: &mut ExprBlock) {
        self.inside(expr.label.as_ref(), &mut expr.block, 0);
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        macros::rewrite(mac, |expr| self.visit_expr_mut(expr));
    }

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

//! Temporaries that outlive the evaluation of the expression they stand in.
//!
//! Natively a temporary lives to the end of its statement. The statement ends early when the machine suspends in the
//! middle of it, so that a temporary which something still points into needs a place in the state.

use syn::{
    Expr, ExprBlock, ExprBreak, ExprClosure, ExprLet, ExprReturn, ExprUnsafe, Pat, Stmt, UnOp,
    visit::{self, Visit},
    visit_mut::VisitMut,
};

use super::{
    binding,
    builder::Lowerer,
    extended,
    fields::fill_before,
    operands::{borrows_sides, is_lazy, take_into},
    tear::bare,
};
use crate::{
    model::input::Edition,
    syntax::values::{is_constructor, is_value, leaves_rest, names_anything, needs_place},
    syntax::{
        known,
        macros::{self, Shape},
    },
};

impl Lowerer<'_> {
    // From: `f(&g(), h.lock().get(0))`
    // Into: `f(&<place of g()>, <place of h.lock()>.get(0))`
    pub fn lift(&mut self, mut expr: Expr) -> Expr {
        self.lift_in(&mut expr);
        expr
    }

    pub(super) fn lift_in(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Reference(reference) => self.lift_place(&mut reference.expr, reference.mutability.is_some()),
            Expr::MethodCall(call) => {
                let filled = self.lift_receiver(call);
                call.args.iter_mut().for_each(|arg| self.lift_in(arg));
                fill_before(expr, filled);
            }
            Expr::Call(call) => {
                self.lift_in(&mut call.func);
                call.args.iter_mut().for_each(|arg| self.lift_in(arg));
            }
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|elem| self.lift_in(elem)),
            Expr::Array(array) => array.elems.iter_mut().for_each(|elem| self.lift_in(elem)),
            Expr::Struct(update) => {
                update.fields.iter_mut().for_each(|field| self.lift_in(&mut field.expr));
                self.lift_updated(expr);
            }
            Expr::Paren(expr) => self.lift_in(&mut expr.expr),
            Expr::Group(expr) => self.lift_in(&mut expr.expr),
            Expr::Try(expr) => self.lift_in(&mut expr.expr),
            Expr::Cast(expr) => self.lift_in(&mut expr.expr),
            // What is left of a value of which one field is used lives to the end of the statement; so does what is
            // dereferenced.
            Expr::Field(_) => {
                let filled = self.lift_fields(expr);
                fill_before(expr, filled);
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.lift_referent(expr),
            Expr::Unary(unary) => self.lift_in(&mut unary.expr),
            Expr::Binary(binary) if !is_lazy(&binary.op) => {
                // Other operators look at fields, or copy them.
                let borrows = borrows_sides(binary, &self.graph);
                for side in [&mut binary.left, &mut binary.right] {
                    if borrows || matches!(**side, Expr::Field(_)) {
                        self.lift_referent(side)
                    } else {
                        self.lift_in(side)
                    }
                }
            }
            Expr::Index(index) => {
                self.lift_referent(&mut index.expr);
                self.lift_in(&mut index.index);
            }
            Expr::Range(range) => {
                [&mut range.start, &mut range.end].into_iter().flatten().for_each(|end| self.lift_in(end));
            }
            Expr::Repeat(repeat) => self.lift_in(&mut repeat.expr),
            Expr::Return(ExprReturn { expr: Some(value), .. }) | Expr::Break(ExprBreak { expr: Some(value), .. }) => {
                self.lift_in(value);
            }
            other => self.lift_in_construct(other),
        }
    }

    // What `matches!` looks into lives to the end of the statement, as if the macro were the `match` that it becomes.
    //
    // From: `matches!(f(), Some(1..))`
    // Into: `matches!(<place of f()>, Some(1..))`
    fn lift_matched(&mut self, mac: &mut syn::Macro) {
        let mut shape = macros::shape(mac);
        let Shape::Matches { value, pat, .. } = &mut shape else { return };
        self.lift_scrutinee(value);
        if !names_anything(pat) && leaves_rest(value) {
            take_into(value, |value| self.fill("scrutinee", value));
        }
        mac.tokens = shape.into_tokens(&mac.tokens);
    }

    // So does what other macros look at, if they are nothing but an expression.
    //
    // From: `assert_eq!(f().len(), 2)`
    // Into: `assert_eq!(<place of <place of f()>.len()>, 2)`
    fn lift_looked_at(&mut self, mac: &mut syn::Macro) {
        let count = known::looked_at(mac);
        if count > 0 {
            let mut shape = macros::shape(mac);
            shape.values().into_iter().take(count).for_each(|value| self.lift_referent(value));
            mac.tokens = shape.into_tokens(&mac.tokens);
        }
    }

    // What is pinned lives to the end of the statement.
    //
    // From: `pin!(f(&g()))`
    // Into: `Pin::new_unchecked(&mut <place of f(&<place of g()>)>)`
    fn lift_pinned(&mut self, value: Expr) -> Expr {
        let value = self.lift(value);
        extended::pin(self.fill("temporary", value))
    }

    // What a `match` looks into lives to the end of the statement around it. So does, before edition 2024, what an `if let`
    // looks into, and what stands in the tail of a block.
    fn lift_in_construct(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Macro(mac) if matches!(&*known::name(&mac.mac), "vec" | "dbg") => {
                macros::rewrite(&mut mac.mac, |arg| self.lift_in(arg));
            }
            Expr::Macro(mac) => match extended::pinned(&mac.mac) {
                Some(value) => *expr = self.lift_pinned(value),
                None => {
                    self.lift_matched(&mut mac.mac);
                    self.lift_looked_at(&mut mac.mac);
                }
            },
            Expr::Match(matched) => {
                let pats: Vec<Pat> = matched.arms.iter().map(|arm| bare(&arm.pat).clone()).collect();
                self.lift_matched_value(&mut matched.expr, &pats);
            }
            Expr::If(branch) => {
                let Expr::Let(cond) = &mut *branch.cond else { return };
                let pats = [(*cond.pat).clone()];
                self.lift_before_2024(&mut cond.expr, |this, value| this.lift_matched_value(value, &pats));
            }
            Expr::Block(ExprBlock { block, label: None, .. }) | Expr::Unsafe(ExprUnsafe { block, .. }) => {
                // A local of the block ends before what the tail leaves.
                if !block.stmts.iter().any(|stmt| matches!(stmt, Stmt::Local(_)))
                    && let Some(Stmt::Expr(tail, None)) = block.stmts.last_mut()
                {
                    self.lift_before_2024(tail, |this, tail| this.lift_in(tail));
                }
            }
            _ => {}
        }
    }

    fn lift_before_2024(&mut self, expr: &mut Expr, lift: impl FnOnce(&mut Self, &mut Expr)) {
        match self.edition {
            Edition::Before2024 => lift(self, expr),
            Edition::Since2024 if self.looking.is_none() => {
                let mut seen = expr.clone();
                self.edition_matters |= self.looks_before_2024(|this| lift(this, &mut seen));
            }
            Edition::Since2024 => {}
        }
    }

    /// What is matched by a construct that stays as it is. Where a pattern takes it by value, it is not kept; nor is what never
    /// is there, so that there are no patterns: its type would be forgotten in a place.
    fn lift_matched_value(&mut self, value: &mut Expr, pats: &[Pat]) {
        self.lift_scrutinee(value);
        let is_number = |pat: &Pat| matches!(pat, Pat::Lit(_) | Pat::Range(_));
        let is_there = !pats.is_empty();
        let is_kept =
            is_there && leaves_rest(value) && !pats.iter().any(|pat| binding::binds_by_value(pat) || is_number(pat));
        if is_kept {
            take_into(value, |value| self.fill("scrutinee", value));
        }
    }

    /// What ends with the block from edition 2024 on, and later before.
    pub fn lift_tail(&mut self, mut value: Expr) -> Expr {
        if !self.temporaries.are_in_tail() {
            return value;
        }
        if let Expr::Field(field) = &mut value {
            take_into(&mut field.base, |base| self.lift_tail(base));
            self.keep_rest_of_tail(&mut field.base);
            return value;
        }
        if let Expr::Call(call) = &mut value
            && is_constructor(&call.func)
            && call.args.len() == 1
        {
            call.args.iter_mut().for_each(|arg| take_into(arg, |arg| self.lift_tail(arg)));
        }
        // A method may take the field.
        if let Expr::MethodCall(call) = &mut value
            && matches!(*call.receiver, Expr::Field(_) | Expr::MethodCall(_))
        {
            take_into(&mut call.receiver, |receiver| self.lift_tail(receiver));
            if self.edition == Edition::Before2024 {
                call.args.iter_mut().for_each(|arg| self.lift_in(arg));
            }
        }
        if self.edition == Edition::Before2024 {
            return self.lift(value);
        }
        self.edition_matters |= self.looks_before_2024(|this| drop(this.lift(value.clone())));
        value
    }

    // What is left of a value of which the tail is one field. The field may be moved out, so that the value is named.
    //
    // From: `f().field`
    // Into: `let _ = <place of f()>;` and `temporary.field`
    fn keep_rest_of_tail(&mut self, base: &mut Expr) {
        if !is_value(base) || matches!(base, Expr::Field(_)) {
            return;
        }
        match self.edition {
            Edition::Before2024 => take_into(base, |base| self.fill_now("temporary", base)),
            Edition::Since2024 => self.edition_matters = true,
        }
    }

    /// Would a temporary of the expression get a place?
    pub fn has_temporaries(&mut self, expr: &Expr) -> bool {
        let mut is_parted = false;
        let mut look = |this: &mut Self, operand: &Expr| {
            drop(this.lift(operand.clone()));
            is_parted |= this.leaves_in_operand(operand);
        };
        self.looks(|this| Operands(&mut |operand| look(this, operand)).visit_expr(expr)) || is_parted
    }

    pub fn looks_before_2024(&mut self, lift: impl FnOnce(&mut Self)) -> bool {
        let edition = std::mem::replace(&mut self.edition, Edition::Before2024);
        let found = self.looks(lift);
        self.edition = edition;
        found
    }

    pub fn looks(&mut self, lift: impl FnOnce(&mut Self)) -> bool {
        self.looking = Some(false);
        lift(self);
        self.looking.take() == Some(true)
    }

    /// The operand of `&` or of an assignment, so that what it is found in lives to the end of the statement.
    pub fn referent(&mut self, mut expr: Expr) -> Expr {
        self.lift_referent(&mut expr);
        expr
    }

    /// What a `match` or a `let` in a condition looks into.
    pub fn lift_scrutinee(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Field(_) | Expr::Index(_) => self.lift_referent(expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.lift_referent(expr),
            Expr::Paren(paren) => self.lift_scrutinee(&mut paren.expr),
            other => self.lift_in(other),
        }
    }

    /// The operand of `&`: the value at its root, if it is one, gets a place.
    pub(super) fn lift_referent(&mut self, expr: &mut Expr) {
        self.lift_place(expr, false);
    }

    /// The same of `&mut`, if it `is_changed`.
    fn lift_place(&mut self, expr: &mut Expr, is_changed: bool) {
        match expr {
            Expr::Paren(expr) => self.lift_place(&mut expr.expr, is_changed),
            Expr::Group(expr) => self.lift_place(&mut expr.expr, is_changed),
            Expr::Field(expr) => self.lift_place(&mut expr.base, is_changed),
            Expr::Index(expr) => {
                self.lift_place(&mut expr.expr, is_changed);
                self.lift_in(&mut expr.index);
            }
            Expr::Unary(expr) if matches!(expr.op, UnOp::Deref(_)) => self.lift_place(&mut expr.expr, is_changed),
            value => {
                self.lift_in(value);
                if needs_place(value, is_changed) {
                    take_into(value, |value| self.fill("temporary", value));
                }
            }
        }
    }

    /// Lifts in what the `let`s of a condition look into.
    pub fn lift_scrutinees(&mut self, cond: &mut Expr) {
        Scrutinees { lowerer: self }.visit_expr_mut(cond);
    }
}

/// The expression itself, what it awaits, and what a `let` in it looks into.
struct Operands<'a>(&'a mut dyn FnMut(&Expr));

impl Visit<'_> for Operands<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        (self.0)(expr);
        visit::visit_expr(self, expr);
    }

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_expr_async(&mut self, _: &syn::ExprAsync) {}

    fn visit_expr_block(&mut self, _: &syn::ExprBlock) {}
}

struct Scrutinees<'l, 'e> {
    lowerer: &'l mut Lowerer<'e>,
}

impl VisitMut for Scrutinees<'_, '_> {
    fn visit_expr_let_mut(&mut self, expr: &mut ExprLet) {
        self.lowerer.lift_scrutinee(&mut expr.expr);
        // What is also taken apart is kept as a whole.
        let is_kept = binding::takes_part_by_value(&expr.pat) && leaves_rest(&expr.expr);
        if is_value(&expr.expr) && binding::binds_by_reference(&expr.pat) && !is_kept {
            take_into(&mut expr.expr, |value| self.lowerer.fill("scrutinee", value));
        }
    }

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_expr_block_mut(&mut self, _: &mut syn::ExprBlock) {}

    fn visit_expr_if_mut(&mut self, _: &mut syn::ExprIf) {}

    fn visit_expr_match_mut(&mut self, _: &mut syn::ExprMatch) {}
}

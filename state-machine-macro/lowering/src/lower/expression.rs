//! Expressions with awaits.
//!
//! The parts of an expression are evaluated in an order; what stands before an await in that order must have been
//! evaluated when the machine suspends. An await that comes first leaves nothing behind, so that the rest of its
//! expression can stay as it is, with the awaited value in place of the await.

use quote::format_ident;
use syn::{Expr, ExprAwait, ExprBinary, ExprCall, ExprClosure, ExprIf, ExprMethodCall, spanned::Spanned};

use super::{
    builder::Lowerer,
    operands::{is_assignment, is_inert, is_lazy, needs_cut, operands, take_into},
    parted::{outlive, takes_out_of_a_value},
    place::Access,
    statement::Dest,
    waits::{Parent, Waiting},
    whole::{is_cut, is_macro_cut},
};
use crate::{
    model::{
        graph::{Await, End, Entry},
        ids::{AwaitId, BlockId},
        input::Edition,
        local::LocalKind,
        mark,
    },
    syntax::{
        leftovers::leaves_temporaries,
        text,
        values::{braced, has_let},
    },
};

impl Lowerer<'_> {
    /// Lowers an expression whose value goes to `dest`.
    pub fn lower_into(&mut self, expr: Expr, dest: Dest) {
        let expr = match expr {
            Expr::Paren(paren) if is_cut(&paren.expr) => return self.lower_into(*paren.expr, dest),
            Expr::Group(group) if is_cut(&group.expr) => return self.lower_into(*group.expr, dest),
            expr => expr,
        };
        let ends = self.temporaries.end_with_this();
        let mut expr = match expr {
            Expr::Return(expr) if is_cut(&Expr::Return(expr.clone())) => {
                let value = expr.expr.map_or_else(|| syn::parse_quote!(()), |value| *value);
                return self.lower_into(value, Dest::Return);
            }
            Expr::Break(expr) if expr.expr.as_deref().is_some_and(is_cut) => return self.break_(expr),
            Expr::Macro(expr) if matches!(dest, Dest::Discard) && is_macro_cut(&expr.mac) => {
                let (called, _) = self.call_macro(expr.mac);
                return self.finish(called, dest);
            }
            expr => expr,
        };
        let is_statement = matches!(dest, Dest::Discard);
        if !self.must_cut(&expr, is_statement) {
            mark::take_told_value(&mut expr);
            let value = self.lower_parts(expr, ends);
            let value = self.lift_tail(value);
            let is_tail = ends && self.temporaries.are_in_tail();
            let value = if is_tail { with_its_temporaries(value) } else { value };
            return self.finish(value, dest);
        }
        match dest {
            Dest::Let(pending) => {
                let carry = self.hidden_for("value", LocalKind::Carry, &expr);
                if let Some(ty) = pending.ty.clone() {
                    self.graph.declared_types.insert(carry, ty);
                }
                let bound = super::bound(&pending.pat);
                let note = bound.iter().find_map(|local| self.graph.told.get(local).cloned());
                self.graph.told.extend(note.map(|note| (carry, note)));
                self.cut(expr, Dest::Carry(carry));
                let value = self.mention(carry);
                self.finish(value, Dest::Let(pending));
            }
            dest => self.cut(expr, dest),
        }
    }

    /// What remains of the expression when its awaits are done: no await in it, and nothing evaluated twice.
    pub fn lower_awaits(&mut self, expr: Expr) -> Expr {
        let ends = self.temporaries.end_with_this();
        self.lower_parts(expr, ends)
    }

    /// The same; `ends`: the temporaries end with the expression.
    fn lower_parts(&mut self, mut expr: Expr, ends: bool) -> Expr {
        if !is_cut(&expr) {
            return self.without_jumps(expr);
        }
        if self.must_cut(&expr, false) {
            outlive(&mut expr);
            let carry = self.hidden_for("value", LocalKind::Carry, &expr);
            self.cut(expr, Dest::Carry(carry));
            return self.mention(carry);
        }
        // In one piece it needs nobody to tell its type.
        mark::take_told_value(&mut expr);
        match expr {
            Expr::Paren(mut paren) => {
                take_into(&mut paren.expr, |inner| self.lower_parts(inner, ends));
                Expr::Paren(paren)
            }
            Expr::Await(expr) => self.await_(expr),
            Expr::Macro(expr) => self.lower_macro(expr.mac),
            Expr::Binary(expr) if is_assignment(&expr.op) => self.compound_assignment(expr),
            Expr::Return(_) | Expr::Break(_) => {
                self.lower_into(expr, Dest::Discard);
                syn::parse_quote!(::core::unreachable!())
            }
            mut expr => {
                self.lower_operands(&mut expr, ends);
                expr
            }
        }
    }

    /// Is it in parts that do not stay together? From edition 2024 on, the temporaries of an `if let` end with it. What a pattern takes
    /// out of a field of a value it takes out of a place with a name.
    fn must_cut(&mut self, expr: &Expr, is_statement: bool) -> bool {
        let ends_temporaries = match expr {
            Expr::If(branch) => {
                (branch.else_branch.is_some() || !is_statement)
                    && self.edition == Edition::Since2024
                    && has_let(&branch.cond)
                    && is_cut(&branch.cond)
                    && self.has_temporaries(&branch.cond)
            }
            _ => false,
        };
        ends_temporaries || needs_cut(expr) || takes_out_of_a_value(expr)
    }

    // Operands that stand before an await are evaluated before it, and wait in slots.
    //
    // From: `f(a(), b().await, c())`
    // Into: `let operand = a();` <suspend with `b()`; resume> `f(operand, <awaited>, c())`
    fn lower_operands(&mut self, expr: &mut Expr, ends: bool) {
        match expr {
            Expr::If(branch) if !has_let(&branch.cond) => return self.lower_condition(branch),
            Expr::Binary(binary) if is_lazy(&binary.op) && !has_let(&binary.left) => return self.lower_left(binary),
            Expr::Index(_) => return self.lower_place(expr, Access::Shared),
            Expr::Reference(reference) => {
                let access = if reference.mutability.is_some() { Access::Unique } else { Access::Shared };
                return self.lower_place(&mut reference.expr, access);
            }
            _ => {}
        }
        let mut waiting = Waiting::in_(expr, &self.graph, ends);
        let mut operands = operands(expr);
        if let Some(last) = operands.iter().rposition(|operand| is_cut(operand)) {
            // What ends with its temporaries may have to be named after them.
            let waiting = if ends { last + 1 } else { last };
            operands[..waiting].iter_mut().for_each(|operand| self.cut_parted(operand));
        }
        // What is left has been refused or, if it is computed at compile time, has been left to rustc.
        let Some(last) = operands.iter().rposition(|operand| is_cut(operand)) else { return };
        for index in 0..operands.len() {
            let (before, behind) = operands.split_at_mut(index + 1);
            let operand = &mut *before[index];
            let (has_await, ends_before) = (is_cut(operand), self.temporaries.are_declared_before());
            match (index, &waiting.parent) {
                (0, Parent::Method(_)) => self.lower_place(operand, Access::Unknown),
                (1, Parent::Assignment) => self.lower_place(operand, Access::Unique),
                _ => take_into(operand, |operand| self.lower_awaits(operand)),
            }
            if has_await
                && index > 0
                && index == last
                && let Some(awaited) = self.graph.awaits.last_mut()
            {
                awaited.behind_operands = true;
            }
            if index < last {
                waiting.is_first = index == 0;
                self.let_wait(operand, &behind[..last - index], &mut waiting, has_await, ends_before);
            }
        }
        let Waiting { named, early, .. } = waiting;
        // What ends with the temporaries must not leave them before.
        if ends && named > 0 && self.temporaries.count() > named {
            for operand in operands.into_iter().skip(last).filter(|operand| !is_inert(operand)) {
                take_into(operand, |operand| self.name_temporary(operand));
            }
        }
        let attrs = match expr {
            Expr::MethodCall(ExprMethodCall { attrs, .. }) | Expr::Call(ExprCall { attrs, .. }) => Some(attrs),
            _ => None,
        };
        if let (Some((how, local)), Some(attrs)) = (early, attrs) {
            attrs.push(how.mark(&local));
        }
        // Branches and bodies without awaits stand beside the operands.
        if matches!(expr, Expr::If(_) | Expr::Match(_) | Expr::ForLoop(_)) {
            take_into(expr, |expr| self.without_jumps(expr));
        }
    }

    // The temporaries of a condition end before the branches begin, even where nothing else is cut.
    //
    // From: `if f(&g()).await { .. }`
    // Into: `let operand = <awaited>; <end of g()> if operand { .. }`
    fn lower_condition(&mut self, branch: &mut ExprIf) {
        take_into(&mut branch.cond, |cond| self.end_condition(cond));
        let mut rest = Expr::If(branch.clone());
        take_into(&mut rest, |rest| self.without_jumps(rest));
        if let Expr::If(rest) = rest {
            *branch = rest;
        }
    }

    // So do those of the left side of `&&` and `||`.
    fn lower_left(&mut self, binary: &mut ExprBinary) {
        take_into(&mut binary.left, |left| self.end_condition(left));
        take_into(&mut binary.right, |right| self.without_jumps(right));
    }

    // From: `operand.await`
    // Into: <suspend with `operand`; resume> and the awaited value
    fn await_(&mut self, expr: ExprAwait) -> Expr {
        let word = expr.await_token.span;
        let beside = mark::read_by_macro(&expr.attrs).map_or(0, |(_, futures)| futures);
        // What a macro awaits is made here.
        let begin = if beside > 0 { word } else { expr.base.span() };
        let line = word.start().line;
        let source = text::summary(&Expr::Await(expr.clone()), &self.graph);
        let callee = format_ident!("{}", text::callee(&Expr::Await(expr.clone()), &self.graph));
        let mut operand = self.lower_waiting(*expr.base);
        self.name_parted(&mut operand);
        self.name_called_closure(&mut operand);
        let operand = self.lift(operand);
        let await_id = AwaitId::new(self.graph.awaits.len());
        let text = format!("Line {line}: `{source}`");
        let (behind_operands, resume) = (false, BlockId(0));
        self.graph.awaits.push(Await { callee, text, source, begin, word, beside, behind_operands, resume });
        let resume = self.new_block(Entry::Resume(await_id));
        self.graph.awaits[await_id.index()].resume = resume;
        self.end(End::Suspend { await_id, operand });
        self.start(resume);
        mark::awaited(await_id, word)
    }
}

impl Lowerer<'_> {
    // The future of an `async` closure may point into the closure, which lives to the end of the statement.
    //
    // From: `(async move || x)()`
    // Into: `let operand = async move || x;` and `operand()`
    fn name_called_closure(&mut self, operand: &mut Expr) {
        match operand {
            Expr::Paren(paren) => self.name_called_closure(&mut paren.expr),
            // Behind other operands it would be dropped before them.
            Expr::Call(call) if !self.temporaries.are_declared_before() => {
                if let Some(closure @ ExprClosure { asyncness: Some(_), .. }) = closure(&call.func) {
                    *call.func = self.name_callee(Expr::Closure(closure.clone()));
                }
            }
            _ => {}
        }
    }
}

/// `|| x` of `(|| x)`
fn closure(expr: &Expr) -> Option<&ExprClosure> {
    match expr {
        Expr::Closure(closure) => Some(closure),
        Expr::Paren(paren) => closure(&paren.expr),
        Expr::Group(group) => closure(&group.expr),
        _ => None,
    }
}

// From edition 2024 on the tail of a block, should it panic, drops its temporaries before the operands that were there before
// them. Anything else drops its operands first.
//
// From: `f(a(), b().c)`
// Into: `{ f(a(), b().c) }`
fn with_its_temporaries(value: Expr) -> Expr {
    if leaves_temporaries(&value) { braced(value) } else { value }
}

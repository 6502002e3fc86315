//! Verbatim expressions, in the order in which they are evaluated.

use syn::{BinOp, Block, Expr, ExprIndex, Pat, PointerMutability, Stmt, UnOp};

use super::{
    flow::{Builder, named},
    nodes::{Event, How},
};
use crate::{
    model::{
        graph::Width,
        ids::{LocalId, MentionId},
        mark,
    },
    syntax::types::number,
};

impl Builder<'_> {
    pub fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Local(local) => {
                if let Some(init) = &local.init {
                    self.initializer(&local.pat, &init.expr);
                    self.looked_into_inside(&init.expr, &[&local.pat]);
                    self.otherwise(&init.expr, init.diverge.as_ref().map(|(_, diverge)| &**diverge));
                    self.bindings(&local.pat);
                }
            }
            Stmt::Item(_) => {}
            Stmt::Expr(expr, _) => self.value(expr),
            Stmt::Macro(stmt) => self.macro_(&stmt.mac),
        }
    }

    pub fn block_expr(&mut self, block: &Block) {
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    /// An expression whose value is wanted.
    pub fn value(&mut self, expr: &Expr) {
        if let Some((local, mention)) = named(expr) {
            return self.value_of(local, mention);
        }
        if let Some(id) = mark::read_awaited(expr) {
            return self.awaited(id);
        }
        if let Some((local, value)) = mark::read_fill(expr) {
            self.value(value);
            return self.define(local, None);
        }
        if let Some((method, place)) = mark::read_taken_early(expr) {
            return self.taken_early(place, method.as_deref());
        }
        match expr {
            Expr::Array(expr) => expr.elems.iter().for_each(|elem| self.value(elem)),
            Expr::Assign(expr) => self.assign(&expr.left, &expr.right),
            Expr::Async(_) | Expr::Closure(_) => self.capture(expr),
            Expr::Await(expr) => self.value(&expr.base),
            Expr::Binary(expr) => self.binary(expr),
            Expr::Block(expr) => match &expr.label {
                Some(label) => self.labelled(&label.name, &expr.block),
                None => self.block_expr(&expr.block),
            },
            Expr::Break(expr) => self.break_(expr.label.as_ref(), expr.expr.as_deref()),
            Expr::Call(expr) => {
                self.callee(expr);
                expr.args.iter().for_each(|arg| self.value(arg));
            }
            Expr::Cast(expr) if number(&expr.ty) == Some(Width::Narrow) => {
                self.number(|this| this.operand_value(&expr.expr))
            }
            Expr::Cast(expr) => self.operand_value(&expr.expr),
            Expr::Continue(expr) => self.continue_(expr.label.as_ref()),
            // A field may move out of the local, if its type is not `Copy`.
            Expr::Field(_) => {
                self.flow.read_out.extend(root(expr).map(|(mention, _)| mention));
                self.part(expr);
                self.place(expr, How::Unclear);
            }
            Expr::Index(_) => self.place(expr, How::Inspect),
            Expr::ForLoop(expr) => {
                self.value(&expr.expr);
                let label = expr.label.as_ref().map(|label| &label.name);
                self.repeat(label, |this, after| {
                    this.edge(this.current, after);
                    this.bindings(&expr.pat);
                    this.block_expr(&expr.body);
                });
            }
            Expr::Group(expr) => self.value(&expr.expr),
            Expr::If(expr) => self.if_(expr),
            Expr::Let(expr) => {
                self.scrutinee(&expr.expr, &[&expr.pat]);
                self.bindings(&expr.pat);
            }
            Expr::Loop(expr) => {
                self.repeat(expr.label.as_ref().map(|label| &label.name), |this, _| this.block_expr(&expr.body));
            }
            Expr::Macro(expr) => self.macro_(&expr.mac),
            Expr::Match(expr) => self.match_(expr),
            Expr::MethodCall(call) => {
                self.receiver(call);
                call.args.iter().for_each(|arg| self.value(arg));
            }
            Expr::Paren(expr) => self.value(&expr.expr),
            Expr::Range(expr) => [&expr.start, &expr.end].into_iter().flatten().for_each(|end| self.value(end)),
            Expr::RawAddr(expr) => {
                if matches!(expr.mutability, PointerMutability::Const(_)) {
                    self.shared.extend(root(&expr.expr).map(|(mention, _)| mention));
                }
                self.place(&expr.expr, How::Borrow);
            }
            Expr::Reference(expr) => {
                if expr.mutability.is_none() {
                    self.shared.extend(root(&expr.expr).map(|(mention, _)| mention));
                }
                self.place(&expr.expr, How::Borrow);
            }
            Expr::Repeat(expr) => self.value(&expr.expr),
            Expr::Return(expr) => {
                expr.expr.iter().for_each(|value| self.value(value));
                self.diverge();
            }
            Expr::Struct(expr) => {
                expr.fields.iter().for_each(|field| self.value(&field.expr));
                expr.rest.iter().for_each(|rest| {
                    self.updated(expr, rest);
                    self.place(rest, How::Inspect);
                });
            }
            Expr::Try(expr) => self.value(&expr.expr),
            Expr::Tuple(expr) => expr.elems.iter().for_each(|elem| self.value(elem)),
            Expr::Unary(expr) => match expr.op {
                UnOp::Deref(_) => self.dereferenced(&expr.expr),
                _ => self.operand_value(&expr.expr),
            },
            Expr::Unsafe(expr) => self.block_expr(&expr.block),
            Expr::Yield(expr) => expr.expr.iter().for_each(|value| self.value(value)),
            Expr::While(expr) => {
                let label = expr.label.as_ref().map(|label| &label.name);
                self.repeat(label, |this, after| {
                    this.condition(&expr.cond, after);
                    this.block_expr(&expr.body);
                });
            }
            _ => {}
        }
    }

    /// A local whose value is wanted, maybe as something else, which it then becomes. What rustc advises if it cannot
    /// depends on what stands there, which is the same for `x` as for `x.read()`, but not for `*x`.
    pub(super) fn value_of(&mut self, local: LocalId, mention: MentionId) {
        if self.graph.copies.contains(&local) {
            self.flow.read.insert(mention);
        }
        self.use_(local, mention, How::Value);
    }

    /// A field is used by value.
    pub(super) fn part(&mut self, expr: &Expr) {
        if let Some((_, mention, _)) = mark::read_fields(expr) {
            self.flow.parted.insert(mention);
        }
    }

    /// An expression that is used as a place.
    pub fn place(&mut self, expr: &Expr, how: How) {
        if let Some((mention, is_part)) = root(expr) {
            if is_part {
                self.parts.insert(mention);
            }
            if !is_name(expr) {
                self.flow.reached_through.insert(mention);
            }
        }
        if let Some((_, mention, members)) = mark::read_fields(expr) {
            self.flow.fields.entry(mention).or_insert_with(|| vec![members]);
        }
        match expr {
            Expr::Path(_) => match named(expr) {
                Some((local, mention)) => self.use_(local, mention, how),
                None => self.value(expr),
            },
            Expr::Field(expr) => self.place(&expr.base, how),
            Expr::Index(ExprIndex { expr: list, index, .. }) => {
                let is_read = matches!(how, How::Inspect | How::Value) && self.is_element(expr);
                self.place(list, if is_read { How::Inspect } else { How::Borrow });
                self.value(index);
            }
            Expr::Unary(expr) if matches!(expr.op, UnOp::Deref(_)) => self.place(&expr.expr, How::Borrow),
            Expr::Paren(expr) => self.place(&expr.expr, how),
            Expr::Group(expr) => self.place(&expr.expr, how),
            other => self.value(other),
        }
    }

    /// Is it an element of an array? To read it calls nobody, who could keep what it is given.
    pub(super) fn is_element(&self, expr: &Expr) -> bool {
        let Expr::Index(ExprIndex { expr: list, .. }) = expr else { return false };
        let is_array = |(local, _)| self.graph.is_never_dropped(local) && !self.graph.references.contains(&local);
        named(list).is_some_and(is_array)
    }

    fn assign(&mut self, left: &Expr, right: &Expr) {
        match left {
            Expr::Infer(_) => self.initializer(&syn::parse_quote!(_), right),
            _ => self.value(right),
        }
        self.assign_to(left);
    }

    fn assign_to(&mut self, left: &Expr) {
        match left {
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.assign_to(elem)),
            Expr::Array(array) => array.elems.iter().for_each(|elem| self.assign_to(elem)),
            Expr::Call(call) => call.args.iter().for_each(|arg| self.assign_to(arg)),
            Expr::Struct(expr) => expr.fields.iter().for_each(|field| self.assign_to(&field.expr)),
            Expr::Paren(paren) => self.assign_to(&paren.expr),
            Expr::Infer(_) => {}
            left => match named(left) {
                Some((local, mention)) => self.define(local, Some(mention)),
                None => {
                    if let Some((_, mention, _)) = mark::read_fields(left) {
                        self.flow.assigned.insert(mention);
                    }
                    self.flow.set.extend(mark::read_place(left).map(|(_, mention, _)| mention));
                    self.place(left, How::Inspect);
                }
            },
        }
    }

    fn binary(&mut self, expr: &syn::ExprBinary) {
        use BinOp::*;
        match expr.op {
            And(_) | Or(_) => {
                self.operand_value(&expr.left);
                let short = self.current;
                self.operand_value(&expr.right);
                let after = self.node(Event::Nothing);
                self.edge(short, after);
            }
            Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) => {
                self.number(|this| {
                    this.place(&expr.left, How::Inspect);
                    this.place(&expr.right, How::Inspect);
                });
            }
            op if crate::lower::is_assignment(&op) => {
                self.operand_value(&expr.right);
                self.place(&expr.left, How::Inspect);
            }
            _ => {
                self.operand(&expr.left);
                self.operand(&expr.right);
            }
        }
    }

    /// An operand of an operator: fields of numbers are copied.
    fn operand(&mut self, expr: &Expr) {
        match expr {
            Expr::Field(_) => self.place(expr, How::Inspect),
            Expr::Unary(expr) if matches!(expr.op, UnOp::Deref(_)) => self.place(&expr.expr, How::Unclear),
            other => self.operand_value(other),
        }
    }

    /// A value that does not become anything else: a local is looked at where it is.
    fn operand_value(&mut self, expr: &Expr) {
        match named(expr) {
            Some((local, mention)) => self.use_(local, mention, How::Value),
            None => self.value(expr),
        }
    }
}

/// The pattern of an arm, without its guard.
pub(super) fn pattern(pat: &Pat) -> &Pat {
    match pat {
        Pat::Guard(guarded) => &guarded.pat,
        pat => pat,
    }
}

/// The mention that a place begins with, and whether the place is more than that, or what it points to.
fn root(expr: &Expr) -> Option<(MentionId, bool)> {
    match expr {
        Expr::Path(_) => named(expr).map(|(_, mention)| (mention, false)),
        Expr::Field(expr) => root(&expr.base).map(|(mention, _)| (mention, true)),
        Expr::Index(expr) => root(&expr.expr).map(|(mention, _)| (mention, true)),
        Expr::Unary(expr) if matches!(expr.op, UnOp::Deref(_)) => {
            root(&expr.expr).map(|(mention, more)| (mention, more || !is_name(&expr.expr)))
        }
        Expr::Paren(expr) => root(&expr.expr),
        Expr::Group(expr) => root(&expr.expr),
        _ => None,
    }
}

fn is_name(expr: &Expr) -> bool {
    named(expr).is_some()
}

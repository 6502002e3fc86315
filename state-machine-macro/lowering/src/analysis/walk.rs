//! Verbatim expressions, in the order in which they are evaluated.

use syn::{BinOp, Block, Expr, Pat, Stmt, UnOp};

use super::{
    branches::binds_foreign,
    flow::{Builder, named},
    nodes::{Event, How},
};
use crate::{
    lower::{Takes, bind_by_value_alone, binds_by_reference, takes},
    model::{
        graph::{Part, Taken, Width},
        ids::{LocalId, MentionId},
        local::LocalKind,
        mark,
    },
    syntax::{members::looked_into, types::number},
};

impl Builder<'_> {
    pub fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Local(local) => {
                if let Some(init) = &local.init {
                    self.initializer(&local.pat, &init.expr);
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

    /// `let PAT = init`
    pub fn initializer(&mut self, pat: &Pat, init: &Expr) {
        match (pat, named(init)) {
            (Pat::Wild(_), Some(_)) => self.place(init, How::Inspect),
            (Pat::Type(typed), _) => self.initializer(&typed.pat, init),
            (Pat::Ident(ident), Some((local, mention))) if ident.by_ref.is_none() => {
                self.use_(local, mention, How::Value);
            }
            (Pat::Ident(ident), None) if ident.by_ref.is_none() && is_place(init) && !is_indexed(init) => {
                self.value(init)
            }
            _ => self.scrutinee(init, &[pat]),
        }
    }

    /// What a pattern looks into, and may move out of.
    pub fn scrutinee(&mut self, expr: &Expr, pats: &[&Pat]) {
        if !is_place(expr) {
            return self.value(expr);
        }
        let foreign = pats.iter().any(|pat| binds_foreign(pat));
        let by_reference = pats.iter().any(|pat| binds_by_reference(pat));
        let any = |wanted| pats.iter().any(|pat| takes(pat) == wanted);
        let how = match (any(Takes::Everything), any(Takes::Part)) {
            _ if by_reference => How::Borrow,
            (false, false) if foreign => How::Unclear,
            (false, false) => How::Inspect,
            // Where one pattern takes and another does not, whether it moves is known when the code runs.
            _ if !any(Takes::Nothing) => How::Value,
            _ => How::Unclear,
        };
        match named(expr) {
            Some((local, mention)) => {
                self.looked_into(mention, pats);
                self.use_(local, mention, how);
                if how == How::Unclear && (any(Takes::Everything) || any(Takes::Part)) {
                    self.matched(local, mention);
                }
            }
            None => {
                self.taken_apart(expr, pats);
                self.place(expr, How::Borrow);
            }
        }
    }

    /// `S { a, ..x }` may move the other fields out of `x`.
    fn updated(&mut self, expr: &syn::ExprStruct, rest: &Expr) {
        let whole = || named(rest).map(|(local, mention)| (local, mention, Vec::new()));
        let Some((local, mention, of)) = mark::read_fields(rest).or_else(whole) else { return };
        if self.may_lose_parts(local) {
            let but = expr.fields.iter().map(|field| field.member.clone()).collect();
            let taken = Taken::Others { path: expr.path.clone(), but };
            self.flow.updates.insert(mention, Part { of, taken });
        }
    }

    /// May parts be moved out of it here, while the rest stays?
    fn may_lose_parts(&self, local: LocalId) -> bool {
        let is_inside = self.closures > 0 || self.in_guard || self.graph.local(local).kind == LocalKind::Carry;
        let graph = self.graph;
        let is_plain = [&graph.plain, &graph.copies, &graph.references].into_iter().any(|set| set.contains(&local));
        !is_inside && !is_plain
    }

    /// Patterns may move something out of a field.
    fn taken_apart(&mut self, expr: &Expr, pats: &[&Pat]) {
        let Some((local, mention, _)) = mark::read_fields(expr) else { return };
        if self.may_lose_parts(local) && bind_by_value_alone(pats) {
            self.flow.patterns.insert(mention, pats.iter().map(|pat| (*pat).clone()).collect());
        }
    }

    /// Patterns that look into a local may leave fields of it alone.
    pub(super) fn looked_into(&mut self, mention: MentionId, pats: &[&Pat]) {
        if let Some(fields) = looked_into(pats) {
            self.flow.fields.entry(mention).or_insert(fields);
        }
    }

    /// An expression whose value is wanted.
    pub fn value(&mut self, expr: &Expr) {
        if let Some((local, mention)) = named(expr) {
            return self.use_(local, mention, How::Value);
        }
        if let Some(id) = mark::read_awaited(expr) {
            return self.awaited(id);
        }
        if let Some((local, value)) = mark::read_fill(expr) {
            self.value(value);
            return self.define(local, None);
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
                self.callee(&expr.func);
                expr.args.iter().for_each(|arg| self.value(arg));
            }
            Expr::Cast(expr) if number(&expr.ty) == Some(Width::Narrow) => self.number(|this| this.value(&expr.expr)),
            Expr::Cast(expr) => self.value(&expr.expr),
            Expr::Continue(expr) => self.continue_(expr.label.as_ref()),
            // A field may move out of the local, if its type is not `Copy`.
            Expr::Field(_) => {
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
                self.receiver(&call.receiver, &call.method.to_string());
                call.args.iter().for_each(|arg| self.value(arg));
            }
            Expr::Paren(expr) => self.value(&expr.expr),
            Expr::Range(expr) => [&expr.start, &expr.end].into_iter().flatten().for_each(|end| self.value(end)),
            Expr::RawAddr(expr) => self.place(&expr.expr, How::Borrow),
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
                _ => self.value(&expr.expr),
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

    /// A field is used by value.
    pub(super) fn part(&mut self, expr: &Expr) {
        if let Some((_, mention, _)) = mark::read_fields(expr) {
            self.flow.parted.insert(mention);
        }
    }

    /// An expression that is used as a place.
    pub fn place(&mut self, expr: &Expr, how: How) {
        if let Some((mention, true)) = root(expr) {
            self.parts.insert(mention);
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
            Expr::Index(expr) => {
                self.place(&expr.expr, How::Borrow);
                self.value(&expr.index);
            }
            Expr::Unary(expr) if matches!(expr.op, UnOp::Deref(_)) => self.place(&expr.expr, How::Borrow),
            Expr::Paren(expr) => self.place(&expr.expr, how),
            Expr::Group(expr) => self.place(&expr.expr, how),
            other => self.value(other),
        }
    }

    fn assign(&mut self, left: &Expr, right: &Expr) {
        self.value(right);
        self.assign_to(left);
    }

    fn assign_to(&mut self, left: &Expr) {
        match left {
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.assign_to(elem)),
            Expr::Array(array) => array.elems.iter().for_each(|elem| self.assign_to(elem)),
            Expr::Infer(_) => {}
            left => match named(left) {
                Some((local, mention)) => self.define(local, Some(mention)),
                None => {
                    if let Some((_, mention, _)) = mark::read_fields(left) {
                        self.flow.assigned.insert(mention);
                    }
                    self.place(left, How::Inspect);
                }
            },
        }
    }

    fn binary(&mut self, expr: &syn::ExprBinary) {
        use BinOp::*;
        match expr.op {
            And(_) | Or(_) => {
                self.value(&expr.left);
                let short = self.current;
                self.value(&expr.right);
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
                self.value(&expr.right);
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
            other => self.value(other),
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

fn is_indexed(expr: &Expr) -> bool {
    match expr {
        Expr::Index(_) => true,
        Expr::Paren(expr) => is_indexed(&expr.expr),
        Expr::Group(expr) => is_indexed(&expr.expr),
        _ => false,
    }
}

fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => named(expr).is_some(),
        Expr::Field(_) | Expr::Index(_) => true,
        Expr::Unary(expr) => matches!(expr.op, UnOp::Deref(_)),
        Expr::Paren(expr) => is_place(&expr.expr),
        Expr::Group(expr) => is_place(&expr.expr),
        _ => false,
    }
}

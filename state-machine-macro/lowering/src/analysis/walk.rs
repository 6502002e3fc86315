//! Verbatim expressions, in the order in which they are evaluated.

use syn::{BinOp, Block, Expr, Lifetime, Macro, Pat, Stmt, UnOp};

use super::{
    fields,
    flow::{Builder, Event, How, NodeId, VerbatimLoop, named},
};
use crate::{
    conventions::{Receiver, receiver},
    lower::{Takes, binds_by_reference, takes},
    model::{
        ids::{LocalId, MentionId},
        mark,
    },
    syntax::macros::{self, Shape},
};

impl Builder<'_> {
    pub fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Local(local) => {
                if let Some(init) = &local.init {
                    self.initializer(&local.pat, &init.expr);
                    if let Some((_, diverge)) = &init.diverge {
                        self.otherwise(diverge);
                    }
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
            (Pat::Ident(ident), None) if ident.by_ref.is_none() && mark::read_fields(init).is_some() => {
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
                self.use_(local, mention, how);
                if how == How::Unclear && (any(Takes::Everything) || any(Takes::Part)) {
                    self.matched(local, mention);
                }
            }
            None => self.place(expr, How::Borrow),
        }
    }

    /// A condition that continues in the present node if it holds, and in `otherwise` if it does not.
    pub fn condition(&mut self, cond: &Expr, otherwise: NodeId) {
        match cond {
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
                self.condition(&binary.left, otherwise);
                self.condition(&binary.right, otherwise);
            }
            Expr::Let(expr) => {
                self.scrutinee(&expr.expr, &[&expr.pat]);
                self.edge(self.current, otherwise);
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
                match named(&expr.func) {
                    Some((local, mention)) => self.use_(local, mention, How::Unclear),
                    None => self.value(&expr.func),
                }
                expr.args.iter().for_each(|arg| self.value(arg));
            }
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
            Expr::Reference(expr) => self.place(&expr.expr, How::Borrow),
            Expr::Repeat(expr) => self.value(&expr.expr),
            Expr::Return(expr) => {
                expr.expr.iter().for_each(|value| self.value(value));
                self.diverge();
            }
            Expr::Struct(expr) => {
                expr.fields.iter().for_each(|field| self.value(&field.expr));
                expr.rest.iter().for_each(|rest| self.place(rest, How::Inspect));
            }
            Expr::Try(expr) => self.value(&expr.expr),
            Expr::Tuple(expr) => expr.elems.iter().for_each(|elem| self.value(elem)),
            Expr::Unary(expr) => match expr.op {
                // Out of a `Box` the value may move.
                UnOp::Deref(_) => self.place(&expr.expr, How::Unclear),
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
    fn part(&mut self, expr: &Expr) {
        if let Some((_, mention, _)) = mark::read_fields(expr) {
            self.flow.parted.insert(mention);
        }
    }

    /// An expression that is used as a place.
    pub fn place(&mut self, expr: &Expr, how: How) {
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

    fn receiver(&mut self, expr: &Expr, method: &str) {
        match (named(expr), receiver(method)) {
            (Some((local, mention)), Receiver::Consumes) => self.use_(local, mention, How::Value),
            (Some((local, mention)), Receiver::Unknown) => {
                self.use_(local, mention, How::Unclear);
                self.may_move(local, Some(mention), method);
            }
            (None, Receiver::Consumes) => {
                self.part(expr);
                self.place(expr, How::Unclear);
            }
            (None, Receiver::Unknown) => {
                // A field of another local may lie behind a reference, out of which nothing moves.
                if let Some((local, mention, _)) = mark::read_fields(expr)
                    && self.graph.own_self == Some(local)
                {
                    self.flow.parted.insert(mention);
                    self.flow.part_methods.insert(mention, method.to_owned());
                }
                self.place(expr, How::Unclear);
                if let Some((local, _)) = mark::read_fill(expr) {
                    self.may_move(local, None, method);
                }
            }
            _ => self.place(expr, How::Borrow),
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
                self.place(&expr.left, How::Inspect);
                self.place(&expr.right, How::Inspect);
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
            other => self.value(other),
        }
    }

    fn if_(&mut self, expr: &syn::ExprIf) {
        let otherwise = self.detached(Event::Nothing);
        match taken_by_if_let(&expr.cond) {
            // Where the pattern does not match, the local keeps its value.
            Some((scrutinee, pat)) => {
                self.scrutinee(scrutinee, &[pat, &syn::parse_quote!(_)]);
                self.edge(self.current, otherwise);
                self.bindings(pat);
            }
            None => self.condition(&expr.cond, otherwise),
        }
        self.block_expr(&expr.then_branch);
        let then = self.current;
        self.current = otherwise;
        if let Some((_, branch)) = &expr.else_branch {
            self.value(branch);
        }
        let after = self.node(Event::Nothing);
        self.edge(then, after);
    }

    fn match_(&mut self, expr: &syn::ExprMatch) {
        let pats: Vec<&Pat> = expr.arms.iter().map(|arm| pattern(&arm.pat)).collect();
        self.scrutinee(&expr.expr, &pats);
        let matched = self.node(Event::Nothing);
        let after = self.detached(Event::Nothing);
        for arm in &expr.arms {
            self.current = matched;
            self.bindings(pattern(&arm.pat));
            if let Pat::Guard(guarded) = &arm.pat {
                self.guard(&guarded.guard);
            }
            self.value(&arm.body);
            self.edge(self.current, after);
        }
        self.current = after;
    }

    fn labelled(&mut self, label: &Lifetime, block: &Block) {
        let after = self.detached(Event::Nothing);
        self.loops.push(VerbatimLoop { label: Some(label.clone()), is_loop: false, head: after, after });
        self.block_expr(block);
        self.loops.pop();
        self.edge(self.current, after);
        self.current = after;
    }

    fn repeat(&mut self, label: Option<&Lifetime>, body: impl FnOnce(&mut Self, NodeId)) {
        let head = self.node(Event::Nothing);
        let after = self.detached(Event::Nothing);
        self.loops.push(VerbatimLoop { label: label.cloned(), is_loop: true, head, after });
        body(self, after);
        self.loops.pop();
        self.edge(self.current, head);
        self.current = after;
    }

    fn break_(&mut self, label: Option<&Lifetime>, value: Option<&Expr>) {
        value.into_iter().for_each(|value| self.value(value));
        if let Some(id) = label.and_then(mark::read_jump) {
            return self.jump(id);
        }
        if let Some(after) = self.find_loop(label).map(|target| target.after) {
            self.edge(self.current, after);
        }
        self.diverge();
    }

    fn continue_(&mut self, label: Option<&Lifetime>) {
        if let Some(head) = self.find_loop(label).map(|target| target.head) {
            self.edge(self.current, head);
        }
        self.diverge();
    }

    fn find_loop(&self, label: Option<&Lifetime>) -> Option<&VerbatimLoop> {
        self.loops.iter().rev().find(|target| match label {
            Some(label) => target.label.as_ref() == Some(label),
            None => target.is_loop,
        })
    }

    fn macro_(&mut self, mac: &Macro) {
        self.macro_arguments(mac);
        if matches!(&*macros::name(mac), "panic" | "unreachable" | "todo" | "unimplemented") {
            self.diverge();
        }
    }

    fn macro_arguments(&mut self, mac: &Macro) {
        let mut shape = macros::shape(mac);
        let how = match &shape {
            Shape::Untouched | Shape::Opaque => return,
            Shape::Format { .. } | Shape::Fields(_) | Shape::Json(_) => Some(How::Inspect),
            Shape::Exprs { .. } if !macros::takes_values(mac) => Some(How::Unclear),
            Shape::Exprs { .. } | Shape::Repeat { .. } | Shape::Select(_) => None,
            Shape::Matches { .. } => Some(How::Inspect),
        };
        for arg in shape.values() {
            match how {
                Some(how) => self.place(arg, how),
                None => self.value(arg),
            }
        }
    }

    /// A closure or an async block uses what it names when it is made.
    fn capture(&mut self, expr: &Expr) {
        let (body, moves) = match expr {
            Expr::Closure(closure) => (Body::Expr(&closure.body), closure.capture.is_some()),
            Expr::Async(block) => (Body::Block(&block.block), block.capture.is_some()),
            _ => return,
        };
        for (local, mention, how) in self.uses_inside(body) {
            // A `move` closure that names only fields captures only them. Of a reference it captures all; and what was
            // not declared `mut` and can be written to is one.
            let is_reference = self.graph.references.contains(&local)
                || self.graph.fixed.contains(&local) && fields::writes_to(expr, local);
            let fields = moves && !is_reference && fields::only(expr, local);
            if !fields {
                self.flow.parted.remove(&mention);
                self.flow.fields.remove(&mention);
            }
            let how = if fields {
                self.flow.parted.insert(mention);
                self.flow.fields.insert(mention, fields::named(expr, local));
                How::Unclear
            } else if moves {
                How::Value
            } else {
                how
            };
            self.flow.captures.insert(mention, (how, moves));
            self.use_(local, mention, how);
        }
    }

    /// Walks the body off to the side, and collects one use for each local: the strongest, at its first mention.
    fn uses_inside(&mut self, body: Body) -> Vec<(LocalId, MentionId, How)> {
        let (outside, loops) = (self.current, std::mem::take(&mut self.loops));
        let unit = std::mem::take(&mut self.unit);
        let start = self.flow.nodes.len();
        self.diverge();
        match body {
            Body::Expr(expr) => self.value(expr),
            Body::Block(block) => self.block_expr(block),
        }
        let mut uses: Vec<(_, _, How)> = Vec::new();
        for node in &mut self.flow.nodes[start..] {
            let (local, mention, how) = match std::mem::replace(&mut node.event, Event::Nothing) {
                Event::Use { local, mention, how } => (local, mention, how),
                Event::Define { local, mention: Some(mention) } => (local, mention, How::Borrow),
                _ => continue,
            };
            match uses.iter_mut().find(|(known, ..)| *known == local) {
                Some((_, _, known)) if how == How::Value => *known = How::Value,
                Some(_) => {}
                None => uses.push((local, mention, if how == How::Value { how } else { How::Borrow })),
            }
        }
        (self.current, self.loops, self.unit) = (outside, loops, unit);
        uses
    }
}

/// `x` and the pattern of `if let PAT = x`, where the pattern moves all of it.
pub fn taken_by_if_let(cond: &Expr) -> Option<(&Expr, &Pat)> {
    let Expr::Let(cond) = cond else { return None };
    named(&cond.expr)?;
    (takes(&cond.pat) == Takes::Everything).then_some((&cond.expr, &cond.pat))
}

enum Body<'a> {
    Expr(&'a Expr),
    Block(&'a Block),
}

/// The pattern of an arm, without its guard.
fn pattern(pat: &Pat) -> &Pat {
    match pat {
        Pat::Guard(guarded) => &guarded.pat,
        pat => pat,
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

/// Patterns inside closures bind names that are not ours.
fn binds_foreign(pat: &Pat) -> bool {
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

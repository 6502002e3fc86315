//! Branches and blocks that contain awaits.

use quote::ToTokens;
use syn::{BinOp, Block, Expr, ExprBinary, ExprBlock, ExprIf, Pat, Token, spanned::Spanned};

use super::{
    binding::{self, Takes, bound_by_lets},
    builder::{Lowerer, Target},
    ending::Temporaries,
    matches::moved_by_if_let,
    operands::{moves_any, take_into},
    statement::Dest,
    tear::Torn,
    whole::{is_cut, torn_by_let},
};
use crate::{
    model::{
        graph::{End, Entry, LabelKind, Written},
        ids::{BlockId, LocalId},
        input::Edition,
        mark,
    },
    syntax::{
        spans,
        values::{has_let, leaves_rest},
    },
};

/// A chain with an await behind its first condition, and a `let` in it.
pub fn is_cut_chain(cond: &Expr) -> bool {
    match cond {
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) && has_let(cond) => {
            is_cut(&binary.right) || torn_by_let(cond).is_some() || is_cut_chain(&binary.left)
        }
        _ => false,
    }
}

/// A chain in which something may move what a `let` before it binds, or borrow it for longer: that is no longer there when the
/// branch begins, or must have its place before.
pub fn uses_what_it_binds(cond: &Expr) -> bool {
    match cond {
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
            let bound: Vec<LocalId> = bound_by_lets(&binary.left);
            let uses = || moves_any(&binary.right, &bound) || binds_what_names(&binary.right, &bound);
            !bound.is_empty() && uses() || uses_what_it_binds(&binary.left)
        }
        _ => false,
    }
}

/// A `let` that binds something of what names one of the locals: it may be borrowed from it.
fn binds_what_names(cond: &Expr, locals: &[LocalId]) -> bool {
    let Expr::Let(cond) = cond else { return false };
    let named = mark::mentions(cond.expr.to_token_stream());
    named.iter().any(|(local, _)| locals.contains(local)) && binding::takes(&cond.pat) != Takes::Nothing
}

fn split_chain(cond: Expr, conditions: &mut Vec<Expr>) {
    match cond {
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
            split_chain(*binary.left, conditions);
            conditions.push(*binary.right);
        }
        cond => conditions.push(cond),
    }
}

impl Dest {
    /// The same destination for one more branch.
    pub fn again(&self) -> Dest {
        match self {
            Dest::Return => Dest::Return,
            Dest::Carry(carry) => Dest::Carry(*carry),
            Dest::Discard | Dest::Let(_) => Dest::Discard,
        }
    }
}

impl Lowerer<'_> {
    /// Lowers a construct that has to be cut. `dest` is no `let`.
    pub fn cut(&mut self, mut expr: Expr, dest: Dest) {
        let note = mark::take_told_value(&mut expr);
        if let (Some(note), Dest::Carry(carry)) = (note, &dest) {
            self.graph.told.entry(*carry).or_insert(note);
        }
        match expr {
            Expr::If(expr) => self.if_(expr, dest),
            Expr::Match(expr) => self.match_(expr, dest),
            Expr::Block(expr) => self.block(expr, dest),
            Expr::Unsafe(expr) => self.scoped(|this| this.statements(expr.block.stmts, dest)),
            Expr::Loop(expr) => self.loop_(expr, dest),
            Expr::While(expr) => self.while_(expr, dest),
            Expr::ForLoop(expr) => self.for_(expr, dest),
            Expr::Binary(expr) => self.lazy(expr, dest),
            other => self.finish(other, dest),
        }
    }

    fn if_(&mut self, mut expr: ExprIf, dest: Dest) {
        self.cut_parted_scrutinees(&mut expr.cond);
        if is_cut_chain(&expr.cond) || self.is_chain_that_takes(&expr.cond) || uses_what_it_binds(&expr.cond) {
            return self.if_chain(expr, dest);
        }
        let ExprIf { mut cond, then_branch, else_branch, .. } = expr;
        if else_branch.is_some() || self.temporaries.are_in_tail() {
            self.keep_through_else(&mut cond);
        }
        if let Some((scrutinee, pat)) = moved_by_if_let(&cond) {
            let otherwise = else_branch.map_or_else(|| syn::parse_quote!({}), |(_, otherwise)| *otherwise);
            let matched = syn::parse_quote!(match #scrutinee { #pat => #then_branch, _ => #otherwise });
            return self.match_(matched, dest);
        }
        if !has_let(&cond) {
            let (cond, ended) = self.condition(*cond);
            return self.if_branches(cond, ended, (Vec::new(), None), then_branch, else_branch, dest);
        }
        let is_statement = matches!(dest, Dest::Discard) && !self.temporaries.are_in_tail();
        let lower = |this: &mut Self| {
            let (mut cond, _) = this.condition(*cond);
            let torn = this.tear_let(&mut cond).or_else(|| this.tear_local(&mut cond));
            let (bound, cond) = this.bind_condition(cond);
            (cond, (bound, torn))
        };
        let ((cond, bound), ended) = match self.edition {
            Edition::Since2024 => self.ending(Temporaries::default(), lower),
            Edition::Before2024 => (lower(self), Vec::new()),
        };
        let ends_here = is_statement && else_branch.is_none();
        self.edition_matters |= !(ends_here || ended.is_empty());
        self.if_branches(cond, ended, bound, then_branch, else_branch, dest);
    }

    // From edition 2024 on, what an `if let` looks into is dropped before the `else` begins, and not after the tail of a block.
    //
    // From: `if let PAT = f().await { .. } else { .. }`
    // Into: `let scrutinee = <awaited>; if let PAT = scrutinee { .. } else { .. }`
    fn keep_through_else(&mut self, cond: &mut Expr) {
        let Expr::Let(cond) = cond else { return };
        // Of an `Option` nothing is left.
        let leaves = leaves_rest(&cond.expr) && !is_some(&cond.pat);
        self.edition_matters |= leaves;
        if self.edition == Edition::Before2024 && leaves {
            take_into(&mut cond.expr, |scrutinee| self.lower_waiting(scrutinee));
            self.name_matched(&mut cond.expr, &[&*cond.pat]);
            self.lift_scrutinee(&mut cond.expr);
            if leaves_rest(&cond.expr) {
                take_into(&mut cond.expr, |value| self.keep_scrutinee(value));
            }
        }
    }

    /// `ended` end with the condition, or, if that binds something, with the branch that has it.
    fn if_branches(
        &mut self,
        cond: Expr,
        ended: Vec<LocalId>,
        (bound, torn): (Vec<LocalId>, Option<(Torn, Pat)>),
        then_branch: Block,
        else_branch: Option<(Token![else], Box<Expr>)>,
        dest: Dest,
    ) {
        let binds = has_let(&cond);
        let (then_dest, ended_then) = (dest.again(), ended.clone());
        let bind = |this: &mut Self| {
            this.bind(bound);
            this.bind_torn(torn);
        };
        self.branch(
            cond,
            "if",
            |this| {
                let (before, after) = if binds { (Vec::new(), ended_then) } else { (ended_then, Vec::new()) };
                this.drop_all(&before);
                this.closed(bind, |this| this.statements(then_branch.stmts, then_dest));
                this.drop_all(&after);
            },
            |this| {
                this.drop_all(&ended);
                match else_branch {
                    Some((_, otherwise)) => this.whole_statement(|this| this.lower_into(*otherwise, dest)),
                    None => this.finish_without_value(false, dest),
                }
            },
        );
    }

    // From: `if first && let PAT = second.await { then } else { otherwise }`
    // Into: `if first { if let PAT = <awaited> { then; goto after } }; otherwise; after:`
    fn if_chain(&mut self, expr: ExprIf, dest: Dest) {
        let ExprIf { cond, then_branch, else_branch, .. } = expr;
        let fails = self.new_block(Entry::Label(LabelKind::Join("condition that fails")));
        let join = self.new_block(Entry::Label(LabelKind::Join("if")));
        let outer = self.open_until_jump();
        self.chain(*cond, fails);
        let then_dest = dest.again();
        self.closed(|_| {}, |this| this.statements(then_branch.stmts, then_dest));
        self.end(End::Goto(join));
        self.close_by_jump(outer);
        self.start(fails);
        match else_branch {
            Some((_, otherwise)) => self.whole_statement(|this| this.lower_into(*otherwise, dest)),
            None => self.finish_without_value(false, dest),
        }
        self.end(End::Goto(join));
        self.start(join);
    }

    /// The conditions of a chain one after the other. What they bind belongs to the present scope, which a condition
    /// that fails leaves.
    pub fn chain(&mut self, cond: Expr, fails: BlockId) {
        let mut conditions = Vec::new();
        split_chain(cond, &mut conditions);
        for cond in conditions {
            let (cond, ended) = self.condition(cond);
            let tested = self.test(cond.span(), cond);
            self.start(tested.fails);
            self.leave(tested.left);
            self.drop_all(&ended);
            self.end(End::Goto(fails));
            self.start(tested.holds);
            self.drop_all(&ended);
            self.bind(tested.bound);
            self.bind_torn(tested.torn);
        }
    }

    // From: `left && right`
    // Into: `if left { right } else { false }`
    fn lazy(&mut self, expr: ExprBinary, dest: Dest) {
        let is_and = matches!(expr.op, BinOp::And(_));
        // Each side ends its own temporaries.
        let (left, ended) = self.condition(*expr.left);
        let (right, decided): (Expr, Expr) =
            (*expr.right, if is_and { syn::parse_quote!(false) } else { syn::parse_quote!(true) });
        let right_dest = dest.again();
        let (ended_left, ended_right) = (ended.clone(), ended);
        let evaluate = |this: &mut Self| {
            this.drop_all(&ended_right);
            this.whole_expression(|this| this.lower_into(right, right_dest));
        };
        let decide = |this: &mut Self| {
            this.drop_all(&ended_left);
            this.finish(decided, dest);
        };
        if is_and { self.branch(left, "&&", evaluate, decide) } else { self.branch(left, "||", decide, evaluate) }
    }

    // From: `if cond { then } else { otherwise }; rest`
    // Into: a block that ends with the `if`, one for each branch, and one for the rest
    pub fn branch(
        &mut self,
        cond: Expr,
        name: &'static str,
        then: impl FnOnce(&mut Self),
        otherwise: impl FnOnce(&mut Self),
    ) {
        let then_block = self.new_block(Entry::Branch);
        let else_block = self.new_block(Entry::Branch);
        let join = self.new_block(Entry::Label(LabelKind::Join(name)));
        self.end(End::If { span: cond.span(), cond, then: then_block, otherwise: else_block });
        self.start(then_block);
        then(self);
        self.end(End::Goto(join));
        self.start(else_block);
        otherwise(self);
        self.end(End::Goto(join));
        self.start(join);
    }

    /// A block, with a label or without.
    fn block(&mut self, expr: ExprBlock, dest: Dest) {
        let Some(label) = expr.label else {
            return self.scoped(|this| this.statements(expr.block.stmts, dest));
        };
        let after = self.new_block(Entry::Label(LabelKind::Join("labelled block")));
        let (value, scope) = (dest.again(), self.scope());
        self.targets.push(Target { label: Some(label.name), break_to: after, continue_to: None, value, scope });
        self.scoped(|this| this.statements(expr.block.stmts, dest.again()));
        self.targets.pop();
        self.end(End::Goto(after));
        self.start(after);
        self.finish_left(&dest);
    }

    /// What comes here has left a loop or a block by `break`, without a value if that is the function's.
    pub fn finish_left(&mut self, dest: &Dest) {
        if let Dest::Return = dest {
            self.finish_without_value(false, Dest::Return);
        }
    }
}

/// `Some(value)`
fn is_some(pat: &Pat) -> bool {
    let Pat::TupleStruct(some) = pat else { return false };
    some.path.is_ident("Some") && binding::takes(pat) == Takes::Everything
}

/// rustc's advice about arms depends on whether the last one ends with a brace.
pub fn written(body: &Expr) -> Written {
    let end = spans::end(body);
    match body {
        Expr::Block(_) | Expr::Unsafe(_) => Written::Block(end),
        _ => Written::Other(end),
    }
}

//! Branches and blocks that contain awaits.

use proc_macro2::Span;
use syn::{Arm as SourceArm, Attribute, BinOp, Expr, ExprBinary, ExprBlock, ExprIf, ExprMatch, Pat, spanned::Spanned};

use super::{
    binding::{self, Takes},
    builder::{Lowerer, Target},
    guards::has_awaiting_guard,
    statement::Dest,
    tear::takes_part,
    temporaries::{has_let, is_value, leaves_rest},
};
use crate::{
    model::{
        graph::{Arm, End, Entry, LabelKind, Step, Written},
        ids::{BlockId, LocalId},
        local::LocalKind,
        mark,
    },
    refusal::Refusal,
    syntax::{awaits, spans},
};

/// `x` and the pattern of `if let PAT = x`, where the pattern moves all of it.
fn moved_by_if_let(cond: &Expr) -> Option<(&Expr, &Pat)> {
    let Expr::Let(cond) = cond else { return None };
    mark::read_mention_expr(&cond.expr)?;
    let moves = binding::takes(&cond.pat) != Takes::Nothing && !binding::binds_by_reference(&cond.pat);
    moves.then_some((&cond.expr, &cond.pat))
}

/// The local that is matched by name, if some arms move all of it and the others nothing.
pub fn moved_scrutinee(scrutinee: &Expr, arms: &[SourceArm]) -> Option<LocalId> {
    let (local, _) = mark::read_mention_expr(scrutinee)?;
    let by_reference = arms.iter().any(|arm| binding::binds_by_reference(&arm.pat));
    let moves = arms.iter().any(|arm| binding::takes(&arm.pat) != Takes::Nothing);
    (moves && !by_reference).then_some(local)
}

/// A chain with an await behind its first condition, and a `let` in it.
pub fn is_cut_chain(cond: &Expr) -> bool {
    match cond {
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) && has_let(cond) => {
            awaits::in_expr(&binary.right) || is_cut_chain(&binary.left)
        }
        _ => false,
    }
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
    pub fn cut(&mut self, expr: Expr, dest: Dest) {
        match expr {
            Expr::If(expr) => self.if_(expr, dest),
            Expr::Match(expr) => self.match_(expr, dest),
            Expr::Block(expr) => self.block(expr, dest),
            Expr::Unsafe(expr) => self.scoped(|this| this.statements(expr.block.stmts, dest)),
            Expr::Loop(expr) => self.loop_(expr, dest),
            Expr::While(expr) => self.while_(expr, dest),
            Expr::ForLoop(expr) => self.for_(expr, dest),
            Expr::Binary(expr) => self.lazy(expr, dest),
            other => {
                self.errors.push_spanned(&other, Refusal::AwaitPosition);
                self.finish(other, dest);
            }
        }
    }

    fn if_(&mut self, expr: ExprIf, dest: Dest) {
        if is_cut_chain(&expr.cond) {
            return self.if_chain(expr, dest);
        }
        let ExprIf { cond, then_branch, else_branch, .. } = expr;
        if let Some((scrutinee, pat)) = moved_by_if_let(&cond) {
            let otherwise = else_branch.map_or_else(|| syn::parse_quote!({}), |(_, otherwise)| *otherwise);
            let matched = syn::parse_quote!(match #scrutinee { #pat => #then_branch, _ => #otherwise });
            return self.match_(matched, dest);
        }
        let before = self.temporaries.len();
        let (mut cond, ended) = self.condition(*cond);
        let torn = self.tear_let(&mut cond);
        let seen = self.temporaries[before..].to_vec();
        let (bound, cond) = self.bind_condition(cond);
        let then_dest = dest.again();
        let (ended_then, ended_else) = (ended.clone(), ended);
        self.branch(
            cond,
            "if",
            |this| {
                ended_then.into_iter().for_each(|temporary| this.step(Step::Drop(temporary)));
                this.scoped(|this| {
                    this.bind(bound);
                    this.bind_torn(torn);
                    this.statements(then_branch.stmts, then_dest);
                });
            },
            |this| {
                ended_else.into_iter().for_each(|temporary| this.step(Step::Drop(temporary)));
                seen.into_iter().rev().for_each(|temporary| this.step(Step::DropInElse(temporary)));
                match else_branch {
                    Some((_, otherwise)) => this.whole_statement(|this| this.lower_into(*otherwise, dest)),
                    None if matches!(dest, Dest::Discard) => {}
                    None => this.finish(syn::parse_quote!(()), dest),
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
        self.scoped(|this| this.statements(then_branch.stmts, then_dest));
        self.end(End::Goto(join));
        self.close_by_jump(outer);
        self.start(fails);
        match else_branch {
            Some((_, otherwise)) => self.whole_statement(|this| this.lower_into(*otherwise, dest)),
            None if matches!(dest, Dest::Discard) => {}
            None => self.finish(syn::parse_quote!(()), dest),
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
            let (bound, cond) = self.bind_condition(cond);
            let (holds, otherwise) = (self.new_block(Entry::Branch), self.new_block(Entry::Branch));
            self.end(End::If { span: cond.span(), cond, then: holds, otherwise });
            self.start(otherwise);
            ended.iter().for_each(|temporary| self.step(Step::Drop(*temporary)));
            self.end(End::Goto(fails));
            self.start(holds);
            ended.iter().for_each(|temporary| self.step(Step::Drop(*temporary)));
            self.bind(bound);
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
            ended_right.into_iter().for_each(|temporary| this.step(Step::Drop(temporary)));
            this.whole_statement(|this| this.lower_into(right, right_dest));
        };
        let decide = |this: &mut Self| {
            ended_left.into_iter().for_each(|temporary| this.step(Step::Drop(temporary)));
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

    fn match_(&mut self, expr: ExprMatch, dest: Dest) {
        if has_awaiting_guard(&expr) {
            return self.match_with_guards(expr, dest);
        }
        let ExprMatch { attrs, expr: scrutinee, arms, match_token, .. } = expr;
        let mut scrutinee = self.lower_awaits(*scrutinee);
        self.lift_scrutinee(&mut scrutinee);
        if leaves_rest(&scrutinee) && takes_part(&arms) {
            scrutinee = self.keep_scrutinee(scrutinee);
        } else if is_value(&scrutinee) && arms.iter().any(|arm| binding::binds_by_reference(&arm.pat)) {
            scrutinee = self.fill("scrutinee", scrutinee);
        }
        let join = self.new_block(Entry::Label(LabelKind::Join("match")));
        self.arms(match_token.span, attrs, scrutinee, arms, &dest, join, None);
        self.start(join);
    }

    /// Matches, and leads to `join` behind each arm; what no arm takes leads to `next`, if there is one.
    #[allow(clippy::too_many_arguments, reason = "the parts of a `match`, and where its arms lead")]
    pub fn arms(
        &mut self,
        span: Span,
        attrs: Vec<Attribute>,
        scrutinee: Expr,
        mut arms: Vec<SourceArm>,
        dest: &Dest,
        join: BlockId,
        next: Option<BlockId>,
    ) {
        if takes_part(&arms)
            && let Some(local) = self.tearable(&scrutinee, arms.len())
        {
            return self.torn_arms(span, local, arms, dest, join, next);
        }
        let keep_rest = leaves_rest(&scrutinee);
        let matched =
            moved_scrutinee(&scrutinee, &arms).filter(|local| self.graph.local(*local).kind != LocalKind::Carry);
        arms.extend(next.map(|_| -> SourceArm { syn::parse_quote!(_ => {}) }));
        let blocks: Vec<BlockId> = arms.iter().map(|_| self.new_block(Entry::Branch)).collect();
        let fallback = next.and_then(|next| Some((*blocks.last()?, next)));
        let lowered: Vec<_> =
            arms.into_iter().zip(blocks).map(|(arm, block)| self.arm(arm, block, keep_rest, matched)).collect();
        let (mut arms, mut bodies) = (Vec::new(), Vec::new());
        for (arm, body, put_back) in lowered {
            bodies.push((arm.block, binding::declared(&self.graph, &arm.pat), body, put_back));
            arms.push(arm);
        }
        self.end(End::Match { span, attrs, scrutinee, arms });
        for (block, bound, body, put_back) in bodies {
            self.start(block);
            let next = fallback.filter(|(fallback, _)| *fallback == block).map(|(_, next)| next);
            self.scoped(|this| {
                this.bind(bound);
                if let Some((matched, rest)) = put_back {
                    this.put_back(matched, rest);
                }
                if next.is_none() {
                    this.lower_into(body, dest.again());
                }
                this.end_temporaries();
            });
            self.end(End::Goto(next.unwrap_or(join)));
        }
    }

    /// An arm and its body. `matched` is the local that the other arms move out of.
    fn arm(
        &mut self,
        arm: SourceArm,
        block: BlockId,
        keep_rest: bool,
        matched: Option<LocalId>,
    ) -> (Arm, Expr, Option<(LocalId, LocalId)>) {
        let (mut pat, guard) = match arm.pat {
            Pat::Guard(guarded) => (*guarded.pat, Some(*guarded.guard)),
            pat => (pat, None),
        };
        let mut put_back = None;
        if keep_rest {
            self.keep_rest(&mut pat);
        } else if let Some(matched) = matched {
            match binding::takes(&pat) {
                Takes::Nothing => put_back = Some((matched, self.keep_all(&mut pat))),
                _ => self.keep_rest(&mut pat),
            }
        }
        let guard = guard.map(|guard| self.without_jumps(guard));
        let written = written(&arm.body);
        (Arm { attrs: arm.attrs, pat, guard, written, block }, *arm.body, put_back)
    }

    // In an arm that binds nothing the matched local keeps its value.
    //
    // From: `match x { Some(y) => .., None => body }`
    // Into: `match x { Some(y) => .., rest @ None => { x = rest; body } }`
    fn put_back(&mut self, matched: LocalId, rest: LocalId) {
        self.graph.put_back.insert(matched);
        let (matched, rest) = (self.mention(matched), self.mention(rest));
        self.step(Step::Verbatim(syn::parse_quote!(#matched = #rest;)));
    }

    /// A block, with a label or without.
    fn block(&mut self, expr: ExprBlock, dest: Dest) {
        let Some(label) = expr.label else {
            return self.scoped(|this| this.statements(expr.block.stmts, dest));
        };
        let (carry, after_dest) = self.carry_for_breaks(&dest, expr.block.span());
        let after = self.new_block(Entry::Label(LabelKind::Join("labelled block")));
        let target = Target { label: Some(label.name), break_to: after, continue_to: None, carry, scope: self.scope() };
        self.targets.push(target);
        let inner = carry.map_or(Dest::Discard, Dest::Carry);
        self.scoped(|this| this.statements(expr.block.stmts, inner));
        self.targets.pop();
        self.end(End::Goto(after));
        self.start(after);
        self.finish_carried(carry, after_dest);
    }

    /// Where `break value` leaves its value: for a destination that is not itself such a place, a new one.
    pub fn carry_for_breaks(&mut self, dest: &Dest, span: proc_macro2::Span) -> (Option<LocalId>, Dest) {
        match dest {
            Dest::Carry(carry) => (Some(*carry), Dest::Discard),
            Dest::Return => (Some(self.hidden("value", LocalKind::Carry, span)), Dest::Return),
            Dest::Discard | Dest::Let(_) => (None, Dest::Discard),
        }
    }

    pub fn finish_carried(&mut self, carry: Option<LocalId>, dest: Dest) {
        if let (Some(carry), Dest::Return) = (carry, &dest) {
            let value = self.mention(carry);
            self.finish(value, dest);
        }
    }
}

/// rustc's advice about arms depends on whether the last one ends with a brace.
pub fn written(body: &Expr) -> Written {
    let end = spans::end(body);
    match body {
        Expr::Block(_) | Expr::Unsafe(_) => Written::Block(end),
        _ => Written::Other(end),
    }
}

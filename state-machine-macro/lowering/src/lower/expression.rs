//! Expressions with awaits.
//!
//! The parts of an expression are evaluated in an order; what stands before an await in that order must have been
//! evaluated when the machine suspends. An await that comes first leaves nothing behind, so that the rest of its
//! expression can stay as it is, with the awaited value in place of the await.

use quote::{ToTokens, format_ident};
use syn::{
    BinOp, Expr, ExprAwait, ExprIf, UnOp,
    spanned::Spanned,
    visit::{self, Visit},
};

use super::{builder::Lowerer, place::Access, statement::Dest, temporaries::has_let};
use crate::{
    model::{
        graph::{Await, End, Entry, Let, Step},
        ids::{AwaitId, BlockId, LocalId},
        local::LocalKind,
        mark,
    },
    refusal::Refusal,
    syntax::{awaits, text},
};

impl Lowerer<'_> {
    /// Lowers an expression whose value goes to `dest`.
    pub fn lower_into(&mut self, expr: Expr, dest: Dest) {
        let expr = match expr {
            Expr::Paren(paren) if awaits::in_expr(&paren.expr) => return self.lower_into(*paren.expr, dest),
            Expr::Group(group) if awaits::in_expr(&group.expr) => return self.lower_into(*group.expr, dest),
            Expr::Return(expr) if awaits::in_expr(&Expr::Return(expr.clone())) => {
                let value = expr.expr.map_or_else(|| syn::parse_quote!(()), |value| *value);
                return self.lower_into(value, Dest::Return);
            }
            Expr::Break(expr) if expr.expr.as_deref().is_some_and(awaits::in_expr) => return self.break_(expr),
            Expr::Macro(expr) if matches!(dest, Dest::Discard) && awaits::in_macro(&expr.mac) => {
                let (called, _) = self.call_macro(expr.mac);
                return self.finish(called, dest);
            }
            expr => expr,
        };
        if !needs_cut(&expr) {
            let value = self.lower_awaits(expr);
            return self.finish(value, dest);
        }
        match dest {
            Dest::Let(pending) => {
                let carry = self.hidden("value", LocalKind::Carry, expr.span());
                if let Some(ty) = pending.ty.clone() {
                    self.graph.declared_types.insert(carry, ty);
                }
                self.cut(expr, Dest::Carry(carry));
                let value = self.mention(carry);
                self.finish(value, Dest::Let(pending));
            }
            dest => self.cut(expr, dest),
        }
    }

    /// What remains of the expression when its awaits are done: no await in it, and nothing evaluated twice.
    pub fn lower_awaits(&mut self, expr: Expr) -> Expr {
        if !awaits::in_expr(&expr) {
            return self.without_jumps(expr);
        }
        if needs_cut(&expr) {
            let carry = self.hidden("value", LocalKind::Carry, expr.span());
            self.cut(expr, Dest::Carry(carry));
            return self.mention(carry);
        }
        match expr {
            Expr::Await(expr) => self.await_(expr),
            Expr::Macro(expr) => self.lower_macro(expr.mac),
            Expr::Binary(expr) if is_assignment(&expr.op) => self.compound_assignment(expr),
            Expr::Return(_) | Expr::Break(_) => {
                self.lower_into(expr, Dest::Discard);
                syn::parse_quote!(::core::unreachable!())
            }
            mut expr => {
                self.lower_operands(&mut expr);
                expr
            }
        }
    }

    // Operands that stand before an await are evaluated before it, and wait in slots.
    //
    // From: `f(a(), b().await, c())`
    // Into: `let operand = a();` <suspend with `b()`; resume> `f(operand, <awaited>, c())`
    fn lower_operands(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Const(_) => return self.errors.push_spanned(&*expr, Refusal::AwaitInConstBlock),
            Expr::If(branch) if !has_let(&branch.cond) => return self.lower_condition(branch),
            Expr::Index(_) => return self.lower_place(expr, Access::Shared),
            Expr::Reference(reference) => {
                let access = if reference.mutability.is_some() { Access::Unique } else { Access::Shared };
                return self.lower_place(&mut reference.expr, access);
            }
            _ => {}
        }
        let places = place_operands(expr);
        let is_assignment = matches!(expr, Expr::Assign(_));
        let is_method = matches!(expr, Expr::MethodCall(_));
        let mut operands = operands(expr);
        let Some(last) = operands.iter().rposition(|operand| awaits::in_expr(operand)) else {
            return self.errors.push_spanned(&*expr, Refusal::AwaitPosition);
        };
        for index in 0..operands.len() {
            let (before, behind) = operands.split_at_mut(index + 1);
            let (operand, behind) = (&mut *before[index], &*behind);
            let has_await = awaits::in_expr(operand);
            match index {
                0 if is_method => self.lower_place(operand, Access::Unknown),
                1 if is_assignment => self.lower_place(operand, Access::Unique),
                _ => take_into(operand, |operand| self.lower_awaits(operand)),
            }
            if has_await
                && index > 0
                && index == last
                && let Some(awaited) = self.graph.awaits.last_mut()
            {
                awaited.behind_operands = true;
            }
            let behind = behind.get(..last.saturating_sub(index)).unwrap_or_default();
            let stays = index >= last || !has_await && self.stays(operand, behind, places);
            if stays {
                continue;
            }
            if is_method && index == 0 {
                self.keep_place(operand, Access::Unknown);
            } else {
                take_into(operand, |operand| self.name_operand(operand));
            }
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
        let before = self.temporaries.len();
        take_into(&mut branch.cond, |cond| self.lower_awaits(cond));
        let ended = self.temporaries.split_off(before);
        if !ended.is_empty() {
            take_into(&mut branch.cond, |cond| self.name_operand(cond));
            ended.into_iter().rev().for_each(|temporary| self.step(Step::Drop(temporary)));
        }
        let mut rest = Expr::If(branch.clone());
        take_into(&mut rest, |rest| self.without_jumps(rest));
        if let Expr::If(rest) = rest {
            *branch = rest;
        }
    }

    /// Is the operand the same before the awaits of those behind it, and after them?
    fn stays(&self, operand: &Expr, behind: &[&mut Expr], places: bool) -> bool {
        if places && is_plain_place(operand) {
            return !root(operand).is_some_and(|local| behind.iter().any(|behind| assigns(behind, local)));
        }
        // A local that is named again behind it is copied here, or gets a new value there.
        let named = mark::read_mention_expr(operand).map(|(local, _)| local);
        if named.is_some_and(|local| behind.iter().any(|behind| names(behind, local))) {
            return false;
        }
        is_inert(operand) || self.is_used_later(operand)
    }

    /// A local that is used again is copied or reborrowed where it stands; moving it would be wrong.
    pub fn is_used_later(&self, operand: &Expr) -> bool {
        let Some((local, mention)) = mark::read_mention_expr(operand) else { return false };
        let later = self.graph.mentions.iter().skip(mention.index() + 1).any(|other| other.local == local);
        let owner = self.graph.local(local).scope;
        let outlives = |scope| owner.is_none_or(|owner| owner == scope || !self.graph.is_inside(owner, scope));
        later || self.targets.iter().any(|target| target.continue_to.is_some() && outlives(target.scope))
    }

    pub fn name_operand(&mut self, operand: Expr) -> Expr {
        let operand = self.lift(operand);
        let local = self.hidden("operand", LocalKind::Temporary, operand.span());
        let mark = self.mark(local);
        let pat = syn::parse_quote!(#mark);
        self.step(Step::Let(Box::new(Let {
            attrs: Vec::new(),
            ends: None,
            pat,
            ty: None,
            init: operand,
            diverge: None,
        })));
        self.temporaries.push(local);
        self.mention(local)
    }

    // From: `operand.await`
    // Into: <suspend with `operand`; resume> and the awaited value
    fn await_(&mut self, expr: ExprAwait) -> Expr {
        let (begin, word) = (expr.base.span(), expr.await_token.span);
        let line = word.start().line;
        let text = text::summary(&Expr::Await(expr.clone()), &self.graph);
        let callee = format_ident!("{}", text::callee(&expr.base, &self.graph));
        let operand = self.lower_awaits(*expr.base);
        let operand = self.lift(operand);
        let operand = self.erase_recursion(operand);
        let await_id = AwaitId::new(self.graph.awaits.len());
        let text = format!("Line {line}: `{text}`");
        self.graph.awaits.push(Await { callee, text, begin, word, behind_operands: false, resume: BlockId(0) });
        let resume = self.new_block(Entry::Resume(await_id));
        self.graph.awaits[await_id.index()].resume = resume;
        self.end(End::Suspend { await_id, operand });
        self.start(resume);
        mark::awaited(await_id, word)
    }
}

/// Does it contain an await elsewhere than in what is evaluated first, unconditionally and once?
pub fn needs_cut(expr: &Expr) -> bool {
    match expr {
        Expr::If(expr) => {
            let otherwise = expr.else_branch.as_ref().is_some_and(|(_, otherwise)| awaits::in_expr(otherwise))
                || super::control::is_cut_chain(&expr.cond);
            awaits::in_block(&expr.then_branch) || otherwise
        }
        Expr::Match(expr) => {
            let guard = |arm: &syn::Arm| matches!(&arm.pat, syn::Pat::Guard(pat) if awaits::in_expr(&pat.guard));
            expr.arms.iter().any(|arm| guard(arm) || awaits::in_expr(&arm.body)) || takes_apart(expr)
        }
        Expr::ForLoop(expr) => awaits::in_block(&expr.body),
        Expr::Binary(binary) => is_lazy(&binary.op) && awaits::in_expr(&binary.right),
        Expr::While(_) | Expr::Loop(_) | Expr::Block(_) | Expr::Unsafe(_) => awaits::in_expr(expr),
        _ => false,
    }
}

/// Does the `match` move a local in some arms and leave it, or a part of it, in others?
pub fn takes_apart(expr: &syn::ExprMatch) -> bool {
    let nothing = expr.arms.iter().any(|arm| super::takes(&arm.pat) == super::Takes::Nothing);
    let moved = nothing && super::control::moved_scrutinee(&expr.expr, &expr.arms).is_some();
    moved || mark::read_mention_expr(&expr.expr).is_some() && super::tear::takes_part(&expr.arms)
}

/// The parts in the order in which they are evaluated.
fn operands(expr: &mut Expr) -> Vec<&mut Expr> {
    match expr {
        Expr::Array(expr) => expr.elems.iter_mut().collect(),
        Expr::Assign(expr) => vec![&mut expr.right, &mut expr.left],
        Expr::Binary(binary) => vec![&mut *binary.left, &mut *binary.right],
        Expr::Call(expr) => std::iter::once(&mut *expr.func).chain(expr.args.iter_mut()).collect(),
        Expr::Cast(expr) => vec![&mut expr.expr],
        Expr::Field(expr) => vec![&mut expr.base],
        Expr::ForLoop(expr) => vec![&mut expr.expr],
        Expr::Group(expr) => vec![&mut expr.expr],
        Expr::If(expr) => vec![&mut expr.cond],
        Expr::Index(expr) => vec![&mut expr.expr, &mut expr.index],
        Expr::Let(expr) => vec![&mut expr.expr],
        Expr::Match(expr) => vec![&mut expr.expr],
        Expr::MethodCall(expr) => std::iter::once(&mut *expr.receiver).chain(expr.args.iter_mut()).collect(),
        Expr::Paren(expr) => vec![&mut expr.expr],
        Expr::Range(expr) => [&mut expr.start, &mut expr.end].into_iter().flatten().map(|end| &mut **end).collect(),
        Expr::RawAddr(expr) => vec![&mut expr.expr],
        Expr::Reference(expr) => vec![&mut expr.expr],
        Expr::Repeat(expr) => vec![&mut expr.expr],
        Expr::Struct(expr) => {
            let fields = expr.fields.iter_mut().map(|field| &mut field.expr);
            fields.chain(expr.rest.as_deref_mut()).collect()
        }
        Expr::Try(expr) => vec![&mut expr.expr],
        Expr::Tuple(expr) => expr.elems.iter_mut().collect(),
        Expr::Unary(expr) => vec![&mut expr.expr],
        _ => Vec::new(),
    }
}

/// Evaluating it has no effect, and gives the same before an await and after it.
pub fn is_inert(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) => true,
        // The name of a function. A local's value would have to be kept.
        Expr::Path(_) => mark::read_mention_expr(expr).is_none(),
        Expr::Paren(paren) => is_inert(&paren.expr),
        Expr::Group(group) => is_inert(&group.expr),
        Expr::Reference(reference) => is_plain_place(&reference.expr),
        Expr::Closure(_) | Expr::Async(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_inert(&unary.expr),
        _ => false,
    }
}

/// A place whose evaluation has no effect and cannot panic.
pub fn is_plain_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_plain_place(&field.base),
        Expr::Paren(paren) => is_plain_place(&paren.expr),
        Expr::Group(group) => is_plain_place(&group.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)) && is_plain_place(&unary.expr),
        _ => false,
    }
}

/// The local that a place begins with.
fn root(place: &Expr) -> Option<LocalId> {
    match place {
        Expr::Field(field) => root(&field.base),
        Expr::Paren(paren) => root(&paren.expr),
        Expr::Group(group) => root(&group.expr),
        Expr::Unary(unary) => root(&unary.expr),
        Expr::Index(index) => root(&index.expr),
        place => mark::read_mention_expr(place).map(|(local, _)| local),
    }
}

/// Does the expression name the local?
fn names(expr: &Expr, local: LocalId) -> bool {
    mark::mentions(expr.to_token_stream()).iter().any(|(named, _)| *named == local)
}

/// Does the expression give the local another value?
fn assigns(expr: &Expr, local: LocalId) -> bool {
    struct Finder {
        local: LocalId,
        found: bool,
    }
    impl Visit<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            let place = match expr {
                Expr::Assign(expr) => Some(&expr.left),
                Expr::Binary(expr) if is_assignment(&expr.op) => Some(&expr.left),
                Expr::Reference(expr) if expr.mutability.is_some() => Some(&expr.expr),
                _ => None,
            };
            self.found |= place.and_then(|place| root(place)) == Some(self.local);
            visit::visit_expr(self, expr);
        }
    }
    let mut finder = Finder { local, found: false };
    finder.visit_expr(expr);
    finder.found
}

pub fn is_assignment(op: &BinOp) -> bool {
    use BinOp::*;
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}

/// `&&` and `||`, which may not evaluate their right side.
pub fn is_lazy(op: &BinOp) -> bool {
    matches!(op, BinOp::And(_) | BinOp::Or(_))
}

/// Are the operands used as places, which are looked at when all of them have been evaluated?
fn place_operands(expr: &Expr) -> bool {
    use BinOp::*;
    match expr {
        Expr::MethodCall(_) | Expr::Index(_) => true,
        Expr::Binary(binary) => matches!(binary.op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_)),
        _ => false,
    }
}

pub fn take_into(place: &mut Expr, change: impl FnOnce(Expr) -> Expr) {
    let expr = std::mem::replace(place, Expr::Verbatim(Default::default()));
    *place = change(expr);
}

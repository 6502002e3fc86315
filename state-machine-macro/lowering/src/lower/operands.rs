//! Questions about operands: what has to be named before something behind it awaits.

use quote::ToTokens;
use syn::{
    BinOp, Expr, ExprBinary, ExprCall, UnOp,
    visit::{self, Visit},
};

use super::binding::binds_by_value;
use super::whole::{is_block_cut, is_cut, torn_by_let, torn_by_match};
use crate::{
    conventions::{Receiver, receiver},
    model::{graph::Graph, ids::LocalId, mark},
    syntax::{macros, values::looks_at_sides},
};

/// Does it contain an await elsewhere than in what is evaluated first, unconditionally and once?
pub fn needs_cut(expr: &Expr) -> bool {
    match expr {
        Expr::If(expr) => {
            let otherwise = expr.else_branch.as_ref().is_some_and(|(_, otherwise)| is_cut(otherwise))
                || super::control::is_cut_chain(&expr.cond);
            let is_parted = mark::is_parted(&expr.attrs) || torn_by_let(&expr.cond).is_some();
            is_block_cut(&expr.then_branch) || otherwise || is_parted
        }
        Expr::Match(expr) => {
            let guard = |arm: &syn::Arm| matches!(&arm.pat, syn::Pat::Guard(pat) if is_cut(&pat.guard));
            expr.arms.iter().any(|arm| guard(arm) || is_cut(&arm.body)) || takes_apart(expr)
        }
        Expr::ForLoop(expr) => is_block_cut(&expr.body),
        Expr::Binary(binary) => is_lazy(&binary.op) && is_cut(&binary.right),
        Expr::While(_) | Expr::Loop(_) | Expr::Block(_) | Expr::Unsafe(_) => is_cut(expr),
        _ => false,
    }
}

/// Does the `match` move a local in some arms and leave it, or a part of it, in others?
pub fn takes_apart(expr: &syn::ExprMatch) -> bool {
    let nothing = expr.arms.iter().any(|arm| super::takes(&arm.pat) == super::Takes::Nothing);
    let moved = nothing && super::matches::moved_scrutinee(&expr.expr, &expr.arms).is_some();
    moved || torn_by_match(expr).is_some() || mark::is_parted(&expr.attrs)
}

/// The parts in the order in which they are evaluated.
pub(super) fn operands(expr: &mut Expr) -> Vec<&mut Expr> {
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
        // Where it stands, its parts may become what is wanted there: `(&name, 1)` a `(&str, u64)`.
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_inert),
        Expr::Call(call) => wrapped(call).or(boxed(call)).is_some_and(|value| is_inert(value) && !captures(value)),
        Expr::Array(array) => array.elems.iter().all(is_inert),
        Expr::Closure(_) | Expr::Async(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_)) && is_inert(&unary.expr),
        _ => false,
    }
}

/// What `Some(value)`, `Ok(value)` and `Err(value)` are made of.
fn wrapped(call: &ExprCall) -> Option<&Expr> {
    let Expr::Path(func) = &*call.func else { return None };
    let is_known = ["Some", "Ok", "Err"].iter().any(|name| func.path.is_ident(name));
    call.args.first().filter(|_| is_known && call.args.len() == 1)
}

/// What `Box::new(value)` is made of.
fn boxed(call: &ExprCall) -> Option<&Expr> {
    let Expr::Path(func) = &*call.func else { return None };
    let mut names = func.path.segments.iter().rev().map(|segment| &segment.ident);
    let is_box = names.next().is_some_and(|name| name == "new") && names.next().is_some_and(|name| name == "Box");
    call.args.first().filter(|_| is_box && call.args.len() == 1)
}

/// Is it a closure or block that names locals?
fn captures(value: &Expr) -> bool {
    matches!(value, Expr::Closure(_) | Expr::Async(_)) && !mark::mentions(value.to_token_stream()).is_empty()
}

/// The only part of a tuple or an array that has to wait, or all of it: the less waits, the more may become what is wanted
/// where it stands.
pub fn waiting_part(operand: &mut Expr, stays: impl Fn(&Expr) -> bool) -> &mut Expr {
    if matches!(operand, Expr::Call(call) if wrapped(call).is_some_and(|value| !captures(value))) {
        let Expr::Call(call) = operand else { return operand };
        return waiting_part(&mut call.args[0], stays);
    }
    let elems = match operand {
        Expr::Tuple(tuple) => &tuple.elems,
        Expr::Array(array) => &array.elems,
        _ => return operand,
    };
    let mut parts = elems.iter().enumerate().filter(|(_, part)| mark::read_awaited(part).is_some() || !stays(part));
    let (Some((at, _)), None) = (parts.next(), parts.next()) else { return operand };
    match operand {
        Expr::Tuple(tuple) => waiting_part(&mut tuple.elems[at], stays),
        Expr::Array(array) => waiting_part(&mut array.elems[at], stays),
        operand => operand,
    }
}

/// A place whose evaluation has no effect and cannot panic.
pub fn is_plain_place(expr: &Expr) -> bool {
    match expr {
        // What has been awaited, or comes out of a block that awaits, is a value, which is there until the next await.
        Expr::Path(_) => mark::read_awaited(expr).is_none() && !mark::is_carried(expr),
        Expr::Field(field) => is_plain_place(&field.base),
        Expr::Paren(paren) => is_plain_place(&paren.expr),
        Expr::Group(group) => is_plain_place(&group.expr),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)) && is_plain_place(&unary.expr),
        _ => false,
    }
}

/// The local that a place begins with.
pub(super) fn root(place: &Expr) -> Option<LocalId> {
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
pub(super) fn names(expr: &Expr, local: LocalId) -> bool {
    mark::mentions(expr.to_token_stream()).iter().any(|(named, _)| *named == local)
}

/// Does the expression give the local another value?
pub(super) fn assigns(expr: &Expr, local: LocalId) -> bool {
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

/// May the expression move one of the locals? Not where it only looks at it as a place; nor do operators, as a rule.
pub(super) fn moves_any(expr: &Expr, locals: &[LocalId]) -> bool {
    struct Finder<'a> {
        locals: &'a [LocalId],
        found: bool,
    }
    impl Finder<'_> {
        fn place(&mut self, place: &Expr) {
            if !is_plain_place(place) {
                self.visit_expr(place);
            }
        }
    }
    impl Visit<'_> for Finder<'_> {
        fn visit_expr(&mut self, expr: &Expr) {
            match expr {
                Expr::Path(_) => {
                    let named = mark::read_mention_expr(expr);
                    self.found |= named.is_some_and(|(local, _)| self.locals.contains(&local));
                }
                Expr::Reference(expr) => self.place(&expr.expr),
                Expr::Let(expr) if !binds_by_value(&expr.pat) => self.place(&expr.expr),
                Expr::Unary(expr) => self.place(&expr.expr),
                Expr::Binary(expr) => [&expr.left, &expr.right].into_iter().for_each(|side| self.place(side)),
                Expr::MethodCall(call) => {
                    match receiver(call) {
                        Receiver::Borrows => self.place(&call.receiver),
                        Receiver::Consumes | Receiver::Unknown => self.visit_expr(&call.receiver),
                    }
                    call.args.iter().for_each(|arg| self.visit_expr(arg));
                }
                Expr::Macro(mac) => {
                    let mut shape = macros::shape(&mac.mac);
                    shape.values().into_iter().for_each(|value| self.place(value));
                }
                other => visit::visit_expr(self, other),
            }
        }
    }
    let mut finder = Finder { locals, found: false };
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

pub(super) fn is_comparison(op: &BinOp) -> bool {
    use BinOp::*;
    matches!(op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_))
}

/// Does the operator look at its sides where they are, so that they may have to be dropped behind it? Not where one is a local that is
/// copied: the other is of that type, too.
pub(super) fn borrows_sides(binary: &ExprBinary, graph: &Graph) -> bool {
    let is_copied = |side: &Expr| mark::read_mention_expr(side).is_some_and(|(local, _)| graph.copies.contains(&local));
    looks_at_sides(binary) && !is_copied(&binary.left) && !is_copied(&binary.right)
}

pub fn take_into(place: &mut Expr, change: impl FnOnce(Expr) -> Expr) {
    let expr = std::mem::replace(place, Expr::Verbatim(Default::default()));
    *place = change(expr);
}

//! What a `let` shows of the local that it declares.

use syn::{Block, Expr, Pat, PatIdent, Stmt};

use crate::{
    model::{
        graph::{Graph, Let},
        mark,
    },
    syntax::types::{has_reference, is_copy, is_copy_value, is_nothing_yet, is_plain, number, number_value},
};

/// Fills the tables of the graph that tell what is known of locals.
pub fn learn(graph: &mut Graph, Let { pat, ty, init, .. }: &Let) {
    if !matches!(pat, Pat::Ident(PatIdent { by_ref: None, subpat: None, .. })) {
        return;
    }
    let (locals, ty) = (super::bound(pat), ty.as_ref());
    let is_local = |expr: &Expr| mark::read_mention_expr(expr).is_some();
    // `let this = self;` tells what is known of `self`.
    let other = mark::read_mention_expr(init).map(|(local, _)| local).filter(|_| ty.is_none());
    let is_copied = other.is_some_and(|other| graph.copies.contains(&other));
    if is_copied || ty.is_some_and(is_copy) || is_copy_value(init, &is_local) {
        graph.copies.extend(&locals);
    }
    if let Some(width) = ty.map_or_else(|| number_value(init), number) {
        graph.numbers.extend(locals.iter().map(|local| (*local, width)));
    }
    if is_async_closure(graph, init) {
        graph.async_closures.extend(&locals);
    } else if matches!(init, Expr::Closure(closure) if closure.capture.is_none()) {
        graph.closures.extend(&locals);
    }
    if ty.map_or_else(|| is_nothing_yet(init), has_reference) {
        graph.open.extend(&locals);
    }
    let is_plain_too = other.is_some_and(|other| graph.plain.contains(&other));
    if is_plain_too || ty.is_some_and(is_plain) || matches!(init, Expr::Reference(_)) {
        graph.plain.extend(&locals);
    }
}

/// One that is made there, or has been before: what can be one of several closures is one of them.
pub fn is_async_closure(graph: &Graph, value: &Expr) -> bool {
    let of_block = |block: &Block| match block.stmts.last() {
        Some(Stmt::Expr(tail, None)) => is_async_closure(graph, tail),
        _ => false,
    };
    match value {
        Expr::Closure(closure) => closure.asyncness.is_some(),
        Expr::Block(block) => of_block(&block.block),
        Expr::If(branch) => of_block(&branch.then_branch),
        Expr::Match(matched) => matched.arms.iter().any(|arm| is_async_closure(graph, &arm.body)),
        Expr::Paren(paren) => is_async_closure(graph, &paren.expr),
        value => mark::read_mention_expr(value).is_some_and(|(local, _)| graph.async_closures.contains(&local)),
    }
}

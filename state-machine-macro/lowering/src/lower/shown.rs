//! What a `let` shows of the local that it declares.

use syn::{Expr, Pat, PatIdent};

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
    match init {
        Expr::Closure(expr) if expr.asyncness.is_some() => graph.async_closures.extend(&locals),
        Expr::Closure(expr) if expr.capture.is_none() => graph.closures.extend(&locals),
        _ => {}
    }
    if ty.map_or_else(|| is_nothing_yet(init), has_reference) {
        graph.open.extend(&locals);
    }
    let is_plain_too = other.is_some_and(|other| graph.plain.contains(&other));
    if is_plain_too || ty.is_some_and(is_plain) || matches!(init, Expr::Reference(_)) {
        graph.plain.extend(&locals);
    }
}

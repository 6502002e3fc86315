//! Questions about closures.

use syn::{Expr, ExprAsync, Stmt};

/// The block that a closure makes, and nothing but makes: `|| async { .. }`. What both capture goes through the closure into
/// the block.
pub fn made_block(expr: &Expr) -> Option<&ExprAsync> {
    match expr {
        Expr::Closure(closure) if closure.capture.is_none() && closure.asyncness.is_none() => made(&closure.body),
        _ => None,
    }
}

fn made(body: &Expr) -> Option<&ExprAsync> {
    match body {
        Expr::Async(block) if block.capture.is_none() => Some(block),
        Expr::Block(body) if body.label.is_none() => match &body.block.stmts[..] {
            [Stmt::Expr(tail, None)] => made(tail),
            _ => None,
        },
        Expr::Paren(paren) => made(&paren.expr),
        _ => None,
    }
}

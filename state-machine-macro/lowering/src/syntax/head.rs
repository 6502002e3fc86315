//! Expressions where a brace would begin a block: behind `match` and `if`.

use syn::{Expr, spanned::Spanned, token::Paren};

/// Puts parentheses around it, if there are none yet.
pub fn parenthesized(expr: Expr) -> Expr {
    if matches!(expr, Expr::Paren(_)) {
        return expr;
    }
    let paren_token = Paren(expr.span());
    Expr::Paren(syn::ExprParen { attrs: Vec::new(), paren_token, expr: Box::new(expr) })
}

// From: `S { a: 1 }.a` behind `match`
// Into: `(S { a: 1 }.a)`
pub fn head(expr: Expr) -> Expr {
    if shows_struct(&expr) { parenthesized(expr) } else { expr }
}

/// Is there the name of a struct with its fields, and nothing around it?
fn shows_struct(expr: &Expr) -> bool {
    match expr {
        Expr::Struct(_) => true,
        Expr::Assign(expr) => shows_struct(&expr.left) || shows_struct(&expr.right),
        Expr::Await(expr) => shows_struct(&expr.base),
        Expr::Binary(expr) => shows_struct(&expr.left) || shows_struct(&expr.right),
        Expr::Call(expr) => shows_struct(&expr.func),
        Expr::Cast(expr) => shows_struct(&expr.expr),
        Expr::Field(expr) => shows_struct(&expr.base),
        Expr::Group(expr) => shows_struct(&expr.expr),
        Expr::Index(expr) => shows_struct(&expr.expr),
        Expr::MethodCall(expr) => shows_struct(&expr.receiver),
        Expr::Range(expr) => [&expr.start, &expr.end].into_iter().flatten().any(|end| shows_struct(end)),
        Expr::RawAddr(expr) => shows_struct(&expr.expr),
        Expr::Reference(expr) => shows_struct(&expr.expr),
        Expr::Try(expr) => shows_struct(&expr.expr),
        Expr::Unary(expr) => shows_struct(&expr.expr),
        _ => false,
    }
}

//! Is it a value or a place? And what is left of it when a pattern has looked into it?

use syn::{BinOp, Block, Expr, ExprBinary, ExprBlock, ExprClosure, ExprLet, Pat, Stmt, UnOp, token, visit::Visit};

use super::types::number_value;
use crate::model::mark;

/// `x` of `(*x)`
pub fn pointer(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Paren(expr) => pointer(&expr.expr),
        Expr::Group(expr) => pointer(&expr.expr),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => Some(&unary.expr),
        _ => None,
    }
}

/// Is it a value, for which a place has to be made before it can be borrowed?
pub fn is_value(expr: &Expr) -> bool {
    match expr {
        Expr::Paren(expr) => is_value(&expr.expr),
        Expr::Group(expr) => is_value(&expr.expr),
        Expr::Field(expr) => is_value(&expr.base),
        Expr::Path(_) => mark::read_awaited(expr).is_some() || mark::is_carried(expr),
        Expr::Call(call) => mark::read_fill(expr).is_none() && !is_seen(call),
        Expr::MethodCall(_)
        | Expr::Macro(_)
        | Expr::Try(_)
        | Expr::Await(_)
        | Expr::Struct(_)
        | Expr::Tuple(_)
        | Expr::Array(_)
        | Expr::Repeat(_)
        | Expr::Cast(_)
        | Expr::Block(_)
        | Expr::Unsafe(_)
        | Expr::Loop(_)
        | Expr::If(_)
        | Expr::Match(_)
        | Expr::Binary(_)
        | Expr::Lit(_)
        | Expr::Range(_)
        | Expr::Closure(_)
        | Expr::Async(_)
        | Expr::Reference(_) => true,
        Expr::Unary(expr) => !matches!(expr.op, UnOp::Deref(_)),
        _ => false,
    }
}

/// A value of which a pattern may leave something behind. A reference leaves nothing.
pub fn leaves_rest(expr: &Expr) -> bool {
    is_value(expr) && !matches!(expr, Expr::Reference(_))
}

/// Does a pattern have names in it, which may bind by value?
pub fn names_anything(pat: &Pat) -> bool {
    struct Found(bool);
    impl Visit<'_> for Found {
        fn visit_pat_ident(&mut self, pat: &syn::PatIdent) {
            self.0 |= pat.subpat.is_some() || mark::read_mention(&pat.ident).is_some() || is_lower(&pat.ident);
        }
        fn visit_expr(&mut self, _: &Expr) {}
    }
    let mut found = Found(false);
    found.visit_pat(pat);
    found.0
}

fn is_lower(ident: &proc_macro2::Ident) -> bool {
    ident.to_string().starts_with(|first: char| first == '_' || first.is_lowercase())
}

/// A constant expression, which the compiler keeps in static memory.
pub fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Lit(_) => true,
        Expr::Paren(expr) => is_constant(&expr.expr),
        Expr::Group(expr) => is_constant(&expr.expr),
        Expr::Reference(expr) => expr.mutability.is_none() && is_constant(&expr.expr),
        Expr::Array(expr) => expr.elems.iter().all(is_constant),
        Expr::Tuple(expr) => expr.elems.iter().all(is_constant),
        Expr::Unary(expr) => matches!(expr.op, UnOp::Neg(_)) && is_constant(&expr.expr),
        _ => false,
    }
}

/// Does a reference to it lead to static memory? One through which it can be changed does so if there is nothing to change.
fn is_promoted(expr: &Expr, is_changed: bool) -> bool {
    is_constant(expr) && (!is_changed || matches!(expr, Expr::Array(array) if array.elems.is_empty()))
}

/// Comparisons look at their sides where they are, unless these are numbers. Other operators take them.
pub fn looks_at_sides(binary: &ExprBinary) -> bool {
    use BinOp::{Eq, Ge, Gt, Le, Lt, Ne};
    let compares = matches!(binary.op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_));
    // What is compared with a number is one, too.
    compares && number_value(&binary.left).is_none() && number_value(&binary.right).is_none()
}

/// Does a reference to it lead to a place that is made for it?
pub fn needs_place(expr: &Expr, is_changed: bool) -> bool {
    is_value(expr) && !is_promoted(expr, is_changed) || is_changed && is_unit(expr)
}

/// `machine::Seen::place(..)`, a pointer that the lowering has made: where it points to has its place already.
fn is_seen(call: &syn::ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    let ends = ["machine", "Seen", "place"];
    let last = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
    path.path.segments.len() > ends.len() && last.zip(ends.iter().rev()).all(|(written, wanted)| written == *wanted)
}

/// `None`, `Kind::Unit`: a unit struct or variant, and neither a constant nor a static, whose names are in capitals.
fn is_unit(expr: &Expr) -> bool {
    let Expr::Path(path) = expr else { return false };
    path.path.segments.last().is_some_and(|segment| {
        let name = segment.ident.to_string();
        name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
    })
}

/// Is it written as a place: a local, a field, an element, what something points to?
pub fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Group(group) => is_place(&group.expr),
        Expr::Path(_) => mark::read_mention_expr(expr).is_some(),
        Expr::Field(_) | Expr::Index(_) => true,
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)),
        _ => false,
    }
}

/// `Some`, `Wrapper`: a tuple struct or variant.
pub fn is_constructor(func: &Expr) -> bool {
    let Expr::Path(path) = func else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|segment| segment.ident.to_string().starts_with(char::is_uppercase))
}

/// Is there a `let` in the condition?
pub fn has_let(cond: &Expr) -> bool {
    struct Found(bool);
    impl Visit<'_> for Found {
        fn visit_expr_let(&mut self, _: &ExprLet) {
            self.0 = true;
        }
        fn visit_expr_closure(&mut self, _: &ExprClosure) {}
        fn visit_expr_block(&mut self, _: &syn::ExprBlock) {}
        fn visit_expr_if(&mut self, _: &syn::ExprIf) {}
        fn visit_expr_match(&mut self, _: &syn::ExprMatch) {}
    }
    let mut found = Found(false);
    found.visit_expr(cond);
    found.0
}

/// A block around an expression. If that begins with a block itself, as `{ .. } - 1`, syn writes parentheses around it.
pub fn braced(value: Expr) -> Expr {
    let block = Block { brace_token: token::Brace::default(), stmts: vec![Stmt::Expr(value, None)] };
    Expr::Block(ExprBlock { attrs: Vec::new(), label: None, block })
}

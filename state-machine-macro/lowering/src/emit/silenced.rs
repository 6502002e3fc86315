//! What clippy would say of generated code alone, where it stands for code of which it natively says nothing.
//!
//! Clippy passes over much of what comes out of macros, but not over what has the user's spans, as the checked copy has. What is
//! allowed here is so on what is generated: the user's own statements keep all lints.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{Attribute, Block, Expr, Meta, Signature, Stmt, Type, parse_quote_spanned};

use super::names::span;

/// `_x`, which generated code reads. Clippy asks where it is bound, too: so this is for what only generated code reads.
pub fn of_read(name: &Ident) -> Option<Attribute> {
    let allow = || parse_quote_spanned!(span()=> #[cfg_attr(clippy, allow(clippy::used_underscore_binding))]);
    is_underscored(name).then(allow)
}

/// `_x`, which generated code binds once more, for the user's.
pub fn of_bound(name: &Ident) -> Option<Attribute> {
    let allow = || parse_quote_spanned!(span()=> #[cfg_attr(clippy, allow(clippy::no_effect_underscore_binding))]);
    is_underscored(name).then(allow)
}

fn is_underscored(name: &Ident) -> bool {
    name.to_string().starts_with('_')
}

/// A function that says `#[must_use]`, as its future does. Of an `async fn` clippy asks what that gives: a `Result` says it.
pub fn of_must_use(attributes: &[Attribute], output: &Type) -> Option<TokenStream> {
    let is_result =
        matches!(output, Type::Path(ty) if ty.path.segments.last().is_some_and(|last| last.ident == "Result"));
    let is_bare = |attribute: &Attribute| matches!(&attribute.meta, Meta::Path(path) if path.is_ident("must_use"));
    let allow = || quote_spanned!(span()=> #[cfg_attr(clippy, allow(clippy::double_must_use))]);
    (!is_result && attributes.iter().any(is_bare)).then(allow)
}

/// A lifetime that need not be named: it is said of the function around this one.
pub fn of_lifetimes(sig: &Signature) -> Option<TokenStream> {
    let allow = || quote_spanned!(span()=> #[cfg_attr(clippy, allow(clippy::elidable_lifetime_names, clippy::needless_lifetimes))]);
    sig.generics.lifetimes().next().map(|_| allow())
}

// Clippy blames the `let` if what it is given does no more than to diverge. It looks only for a block's first statement, so that
// another one before it is enough; what it says of `f(panic!())` it says of the statement itself.
//
// From: `{ panic!() }`
// Into: `{ #[cfg(clippy)] {} panic!() }`
pub fn divergence(body: &mut Block) {
    let mut statements = body.stmts.iter().filter(|stmt| !matches!(stmt, Stmt::Item(_)));
    if let (Some(only), None) = (statements.next(), statements.next())
        && may_diverge(only)
    {
        body.stmts.insert(0, parse_quote_spanned!(span()=> #[cfg(clippy)] {}));
    }
}

/// May it end in what never gives anything, as far as clippy sees? Nobody here knows what a function returns.
fn may_diverge(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(expr, _) => is_end(expr),
        Stmt::Macro(_) => true,
        Stmt::Local(_) | Stmt::Item(_) => false,
    }
}

fn is_end(expr: &Expr) -> bool {
    match expr {
        Expr::Block(block) => block.block.stmts.first().is_some_and(may_diverge),
        Expr::Unsafe(block) => block.block.stmts.first().is_some_and(may_diverge),
        Expr::Paren(paren) => is_end(&paren.expr),
        Expr::Break(_) | Expr::Call(_) | Expr::Macro(_) | Expr::MethodCall(_) | Expr::Return(_) => true,
        _ => false,
    }
}

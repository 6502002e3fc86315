//! Futures that are given a `format_args!`: `write!(writer, "{x}").await`.
//!
//! What such a macro formats stands in temporaries inside it, which nobody else can name, and the future points to them. So it is
//! awaited in an `async` block, as `select!` is.

use quote::quote_spanned;
use syn::{Block, Expr, ExprAwait, ExprClosure, ExprMacro, Macro, visit::Visit};

use super::{concurrent::jumps, site};
use crate::syntax::{
    format::captures,
    known,
    macros::{self, Shape, format_literal},
};

// From: `write!(writer, "{x}").await`
// Into: `async { write!(writer, "{x}").await }.await`
//
// From: `respond(404, Body::new(format_args!("{x}"))).await`
// Into: `async { respond(404, Body::new(format_args!("{x}"))).await }.await`
pub fn awaited(awaited: &ExprAwait) -> Option<Expr> {
    let mac = match &*awaited.base {
        Expr::Macro(ExprMacro { mac, .. }) if matches!(&*known::name(mac), "write" | "writeln") => mac.clone(),
        base => formatted(base)?,
    };
    // What leaves the function cannot be inside; what is awaited can.
    if !has_arguments(&mac) || jumps(&awaited.base) {
        return None;
    }
    syn::parse2(quote_spanned!(site(&mac)=> async { #awaited }.await)).ok()
}

/// The first `format_args!` whose temporaries live as long as those of `operand`.
fn formatted(operand: &Expr) -> Option<Macro> {
    let mut finder = Finder(None);
    finder.visit_expr(operand);
    finder.0
}

struct Finder(Option<Macro>);

impl Visit<'_> for Finder {
    fn visit_macro(&mut self, mac: &Macro) {
        if self.0.is_none() && known::name(mac) == "format_args" {
            self.0 = Some(mac.clone());
        }
    }

    fn visit_block(&mut self, _: &Block) {}

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}
}

/// Does it format anything? Mere text needs no temporaries.
fn has_arguments(mac: &Macro) -> bool {
    let Shape::Format { args, format } = macros::shape(mac) else { return false };
    args.len() > format + 1
        || format_literal(&args, format).is_none_or(|literal| !captures(&literal.value()).is_empty())
}

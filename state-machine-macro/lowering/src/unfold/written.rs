//! Futures that are given a `format_args!`: `write!(writer, "{x}").await`.
//!
//! What such a macro formats stands in temporaries inside it, which nobody else can name, and the future points to them. So it is
//! awaited in an `async` block, as `select!` is.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{
    Block, Expr, ExprAsync, ExprAwait, ExprClosure, ExprMacro, Item, Macro, Path,
    visit::Visit,
    visit_mut::{self, VisitMut},
};

use super::{
    concurrent::{Jumps, jumps},
    site,
};
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
//
// From: `respond(format_args!("{x}"), body()?).await`
// Into: `match async {
//     Continue(respond(format_args!("{x}"), match branch(body()) { Continue(value) => value, Break(residual) => return Break((Some(residual),)) }).await)
// }.await {
//     Continue(value) => value,
//     Break((residual_0,)) => { if let Some(residual) = residual_0 { match residual? {} } unreachable!() }
// }`
pub fn awaited(awaited: &ExprAwait, krate: &Path) -> Option<Expr> {
    let mac = match &*awaited.base {
        Expr::Macro(ExprMacro { mac, .. }) if matches!(&*known::name(mac), "write" | "writeln") => mac.clone(),
        base => formatted(base)?,
    };
    // What leaves the function cannot be inside; what is awaited can.
    if !has_arguments(&mac) || jumps(&awaited.base, Jumps::ButQuestions) {
        return None;
    }
    let mut inside = awaited.clone();
    let mut counted = Questions { krate, site: site(&mac), asked: 0, all: 0 };
    counted.visit_expr_mut(&mut inside.base.clone());
    let mut questions = Questions { asked: 0, all: counted.asked, ..counted };
    questions.visit_expr_mut(&mut inside.base);
    syn::parse2(questions.around(&inside)).ok()
}

/// What `?` returns is told to the code around the block, which returns it.
#[derive(Clone, Copy)]
struct Questions<'a> {
    krate: &'a Path,
    site: Span,
    asked: usize,
    all: usize,
}

impl Questions<'_> {
    fn around(self, inside: &ExprAwait) -> TokenStream {
        let Questions { site, all, .. } = self;
        if all == 0 {
            return quote_spanned!(site=> async { #inside }.await);
        }
        let residuals: Vec<Ident> = (0..all).map(|index| format_ident!("residual_{index}", span = site)).collect();
        quote_spanned!(site=>
            match async { ::core::ops::ControlFlow::Continue(#inside) }.await {
                ::core::ops::ControlFlow::Continue(value) => value,
                ::core::ops::ControlFlow::Break((#(#residuals,)*)) => {
                    #(if let ::core::option::Option::Some(residual) = #residuals { match residual? {} })*
                    ::core::unreachable!()
                }
            }
        )
    }
}

impl VisitMut for Questions<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        let Expr::Try(question) = expr else { return };
        let (Questions { krate, site, asked, all }, value) = (*self, &question.expr);
        let none = quote_spanned!(site=> ::core::option::Option::None);
        let some = quote_spanned!(site=> ::core::option::Option::Some(residual));
        let residuals = (0..all).map(|index| if index == asked { &some } else { &none });
        self.asked += 1;
        *expr = Expr::Verbatim(quote_spanned!(site=> match #krate::machine::branch(#value) {
            ::core::ops::ControlFlow::Continue(value) => value,
            ::core::ops::ControlFlow::Break(residual) => return ::core::ops::ControlFlow::Break((#(#residuals,)*)),
        }));
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        macros::rewrite(mac, |value| self.visit_expr_mut(value));
    }

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
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

//! Macros with awaits in them, as the plain Rust that they stand for.
//!
//! A macro that evaluates its arguments once and in order stays as it is, and lowering names its arguments. What is
//! rewritten here does not: it may not evaluate some of them, awaits by itself, or declares locals. Only the machine sees
//! this; the copy that rustc checks has the macros as they were written.

mod assertions;
mod concurrent;
mod pinned;
mod select;

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::{
    Block, Expr, ExprAsync, ExprClosure, ExprMacro, Item, Macro, Stmt,
    spanned::Spanned,
    visit_mut::{self, VisitMut},
};

use crate::{
    model::input::Input,
    syntax::{awaits, macros},
};

/// The body without macros that lowering cannot take as they are.
pub fn unfold(input: &Input) -> Block {
    let mut body = input.body.clone();
    Unfolder::default().visit_block_mut(&mut body);
    body
}

#[derive(Default)]
struct Unfolder {
    /// How many `select!`s there have been: each has an enum of its own.
    selects: usize,
}

impl Unfolder {
    /// What the macro stands for, if it cannot stay.
    fn plain(&mut self, mac: &Macro) -> Option<Expr> {
        if !awaits::in_macro(mac) {
            return None;
        }
        match &*macros::name(mac) {
            "debug_assert" | "debug_assert_eq" | "debug_assert_ne" => assertions::debug(mac),
            "assert" | "ensure" => assertions::condition(mac),
            "assert_eq" | "assert_ne" => assertions::comparison(mac),
            "matches" => assertions::guarded(mac),
            "dbg" => assertions::shown(mac),
            "join" | "try_join" => concurrent::joined(mac),
            "select" | "select_biased" => self.select(mac),
            _ => None,
        }
    }
}

impl VisitMut for Unfolder {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let stmts = std::mem::take(&mut block.stmts);
        block.stmts = stmts.into_iter().flat_map(pinned::declared).map(as_expression).collect();
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        while let Expr::Macro(ExprMacro { mac, .. }) = expr
            && let Some(plain) = self.plain(mac)
        {
            *expr = plain;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if awaits::in_macro(mac) {
            macros::rewrite(mac, |expr| self.visit_expr_mut(expr));
        }
    }

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

// From: `println!("{}", f().await);` as a statement that is a macro
// Into: the same as an expression and a semicolon
fn as_expression(stmt: Stmt) -> Stmt {
    match stmt {
        Stmt::Macro(stmt) if awaits::in_macro(&stmt.mac) => {
            Stmt::Expr(Expr::Macro(ExprMacro { attrs: stmt.attrs, mac: stmt.mac }), stmt.semi_token)
        }
        stmt => stmt,
    }
}

/// Where the macro stands, for names that only we may mean.
fn site(mac: &Macro) -> Span {
    Span::mixed_site().located_at(mac.path.span())
}

fn name(text: &str, mac: &Macro) -> Ident {
    format_ident!("{text}", span = site(mac))
}

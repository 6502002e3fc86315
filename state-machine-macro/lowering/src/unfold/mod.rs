//! Macros with awaits in them, as the plain Rust that they stand for.
//!
//! A macro that evaluates its arguments once and in order stays as it is, and lowering names its arguments. What is
//! rewritten here does not: it may not evaluate some of them, awaits by itself, or declares locals. Only the machine sees
//! this; the copy that rustc checks has the macros as they were written.

mod assertions;
mod concurrent;
mod defined;
mod logging;
mod own;
mod pinned;
mod select;
mod streams;
mod written;

pub use streams::{called, unmarked};

use proc_macro2::{Ident, Span};
use quote::{format_ident, quote_spanned};
use syn::{
    Block, Expr, ExprAsync, ExprClosure, ExprMacro, Item, Macro, Stmt,
    spanned::Spanned,
    visit_mut::{self, VisitMut},
};

use crate::{
    model::input::Input,
    syntax::{awaits, known, macros},
};

/// The body without macros that lowering cannot take as they are.
pub fn unfold(input: &Input) -> Block {
    let mut body = written_out(input);
    defined::awaited_last(&mut body);
    Unfolder { input, selects: 0 }.visit_block_mut(&mut body);
    body
}

/// The body with what the package's own macros make of their calls, and with the locals that macros declare.
pub fn written_out(input: &Input) -> Block {
    let mut body = input.body.clone();
    own::write_out(input, &mut body);
    Declared.visit_block_mut(&mut body);
    body
}

struct Declared;

impl VisitMut for Declared {
    fn visit_block_mut(&mut self, block: &mut Block) {
        block.stmts = std::mem::take(&mut block.stmts).into_iter().flat_map(pinned::declared).collect();
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

struct Unfolder<'i> {
    input: &'i Input,
    /// How many `select!`s there have been: each has an enum of its own.
    selects: usize,
}

impl Unfolder<'_> {
    /// What the macro stands for, if it cannot stay.
    fn plain(&mut self, mac: &Macro) -> Option<Expr> {
        match &*known::name(mac) {
            "stream" | "try_stream" => streams::block(mac),
            "dbg" => assertions::shown(mac),
            "matches" => assertions::matched(mac),
            "assert_matches" => assertions::asserted(mac),
            _ if !awaits::in_macro(mac) => defined::awaited(mac, &self.input.options.krate),
            "debug_assert" | "debug_assert_eq" | "debug_assert_ne" => assertions::debug(mac),
            "assert" | "ensure" => assertions::condition(mac),
            "assert_eq" | "assert_ne" => assertions::comparison(mac),
            _ if matches!(macros::shape(mac), macros::Shape::Json(_)) => one_by_one(mac),
            "join" | "try_join" => concurrent::joined(mac, &self.input.options.krate),
            "pending" | "assert_request_eq" => concurrent::awaited(mac),
            "poll" => concurrent::polled(mac),
            "select" | "select_biased" => self.select(mac),
            name if known::names_fields(name) => logging::logged(mac, &self.input.options.krate),
            _ => None,
        }
    }
}

impl VisitMut for Unfolder<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let (stmts, krate) = (std::mem::take(&mut block.stmts), &self.input.options.krate);
        block.stmts = stmts
            .into_iter()
            .flat_map(pinned::declared)
            .map(|stmt| defined::awaited_statement(stmt, krate))
            .map(as_expression)
            .collect();
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        while let Expr::Macro(ExprMacro { mac, .. }) = expr
            && let Some(plain) = self.plain(mac)
        {
            *expr = plain;
        }
        if let Expr::Await(awaited) = expr
            && let Some(plain) = written::awaited(awaited, &self.input.options.krate)
        {
            *expr = plain;
        }
        visit_mut::visit_expr_mut(self, expr);
        // That nothing comes after it, everything later sees by this; and rustc sees to it that it is so.
        if never_returns(expr) {
            *expr = syn::parse_quote!(match #expr {});
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        logging::say_that_it_is_of_slog(mac);
        // Another `matches!` may stand inside.
        if awaits(mac) || matches!(&*known::name(mac), "matches" | "vec") {
            macros::rewrite(mac, |expr| self.visit_expr_mut(expr));
        }
    }

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

/// Is there an await in it, or in what it stands for?
fn awaits(mac: &Macro) -> bool {
    awaits::in_macro(mac) || defined::is_in(mac)
}

// From: `println!("{}", f().await);` as a statement that is a macro
// Into: the same as an expression and a semicolon
fn as_expression(stmt: Stmt) -> Stmt {
    match stmt {
        Stmt::Macro(stmt) if awaits(&stmt.mac) || known::name(&stmt.mac) == "assert_matches" => {
            Stmt::Expr(Expr::Macro(ExprMacro { attrs: stmt.attrs, mac: stmt.mac }), stmt.semi_token)
        }
        stmt => stmt,
    }
}

/// A call of one of the functions of the standard library that never return.
fn never_returns(expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    let Expr::Path(func) = &*call.func else { return false };
    let names: Vec<String> = func.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let is_known = matches!(
        &names[..],
        [.., "resume_unwind" | "panic_any" | "unreachable_unchecked"] | [.., "process", "exit" | "abort"]
    );
    is_known && !awaits::in_expr(expr)
}

/// Gives arguments up to the last await names, in the order in which they are evaluated, and puts those in their place.
fn name_awaiting(mac: &mut Macro) -> (Vec<Ident>, Vec<Expr>) {
    let site = site(mac);
    let (mut names, mut values) = (Vec::new(), Vec::new());
    let mut left = macros::shape(mac).values().into_iter().filter(|value| awaits::in_expr(value)).count();
    macros::rewrite(mac, |value| {
        let has_await = awaits::in_expr(value);
        if has_await || left > 0 && has_effect(value) {
            left -= usize::from(has_await);
            // No other local that the machine makes has such a name.
            let name = format_ident!("given_{}", names.len(), span = site);
            values.push(std::mem::replace(value, syn::parse_quote!(#name)));
            names.push(name);
        }
    });
    (names, values)
}

// Each value has a statement of its own inside the macro.
//
// From: `json!({ "a": f().await, "b": [g().await] })`
// Into: `{ let given_0 = f().await; let given_1 = g().await; json!({ "a": given_0, "b": [given_1] }) }`
fn one_by_one(mac: &Macro) -> Option<Expr> {
    let mut mac = mac.clone();
    let (names, values) = name_awaiting(&mut mac);
    syn::parse2(quote_spanned!(site(&mac)=> { #(let #names = #values;)* #mac })).ok()
}

/// Does it matter when it is evaluated?
fn has_effect(value: &Expr) -> bool {
    !matches!(value, Expr::Lit(_) | Expr::Path(_) | Expr::Field(_) | Expr::Reference(_))
}

/// Where the macro stands, for names that only we may mean.
fn site(mac: &Macro) -> Span {
    Span::mixed_site().located_at(mac.path.span())
}

fn name(text: &str, mac: &Macro) -> Ident {
    format_ident!("{text}", span = site(mac))
}

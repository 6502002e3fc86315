//! Macros of the user's own that await, as their definitions show: they are called in an `async` block, as `select!` is.

use quote::quote_spanned;
use syn::{Block, Expr, Macro, Path, Stmt, StmtMacro, spanned::Spanned, visit::Visit};

use super::{concurrent::leaves, name, site};
use crate::{
    definitions::{self, Does},
    syntax::{known, macros, spans},
};

/// What the macro does, if it awaits by itself.
fn awaiting(mac: &Macro) -> Option<Does> {
    let is_known = macros::is_known(mac) || macros::awaits_by_itself(mac);
    // What is in the arguments would be done somewhere else, or more than once.
    let stays = || macros::shape(mac).values().into_iter().any(|value| leaves(value));
    let does = (!is_known).then(|| definitions::of(&known::name(mac), mac.path.span()))??;
    (does.awaits && !stays()).then_some(does)
}

// A macro inside it might return as well. It would leave the block only, with something that is no such value: rustc says so.
//
// From: `read_exact!(stream, [0; 2])`
// Into: `match async { Awaited(read_exact!(stream, [0; 2])) }.await { Awaited(value) => value }`
pub fn awaited(mac: &Macro, krate: &Path) -> Option<Expr> {
    awaiting(mac).filter(|does| !does.returns)?;
    let (site, value) = (site(mac), name("value", mac));
    let krate = spans::at(site, krate);
    let awaited = quote_spanned!(site=> match async { #krate::machine::Awaited(#mac) }.await {
        #krate::machine::Awaited(#value) => #value
    });
    syn::parse2(awaited).ok()
}

// As a statement it may be more than one.
//
// From: `subscribe!(client, topic);`
// Into: `let Awaited(()) = async { subscribe!(client, topic); Awaited(()) }.await;`
pub fn awaited_statement(stmt: Stmt, krate: &Path) -> Stmt {
    let Stmt::Macro(StmtMacro { mac, semi_token: Some(_), .. }) = &stmt else { return stmt };
    let Some(_) = awaiting(mac).filter(|does| !does.returns) else { return stmt };
    let site = site(mac);
    let krate = spans::at(site, krate);
    let awaited = quote_spanned!(site=>
        let #krate::machine::Awaited(()) = async { #stmt #krate::machine::Awaited(()) }.await;
    );
    syn::parse2(awaited).unwrap_or(stmt)
}

// At the end of the function it may return, too.
//
// From: `loop_read!(stream, buffer);`, the last statement
// Into: `async { loop_read!(stream, buffer); }.await`
pub fn awaited_last(body: &mut Block) {
    let Some(last) = body.stmts.last_mut() else { return };
    let mac = match last {
        Stmt::Macro(stmt) => &stmt.mac,
        Stmt::Expr(Expr::Macro(expr), _) => &expr.mac,
        _ => return,
    };
    if awaiting(mac).is_some_and(|does| does.returns) {
        let awaited = syn::parse2(quote_spanned!(site(mac)=> async { #last }.await));
        *last = awaited.map_or_else(|_| last.clone(), |awaited| Stmt::Expr(awaited, None));
    }
}

/// Is there such a macro inside of this, which no closure or block has for itself?
pub fn is_in(mac: &Macro) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_macro(&mut self, mac: &Macro) {
            self.0 |= awaiting(mac).is_some();
            macros::shape(mac).values().into_iter().for_each(|value| self.visit_expr(value));
        }
        fn visit_expr_async(&mut self, _: &syn::ExprAsync) {}
        fn visit_expr_closure(&mut self, _: &syn::ExprClosure) {}
        fn visit_item(&mut self, _: &syn::Item) {}
    }
    let mut finder = Finder(false);
    finder.visit_macro(mac);
    finder.0
}

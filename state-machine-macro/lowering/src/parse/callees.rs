//! Parameters and locals of a function that its `async` blocks call: by their name alone they look like functions.

use std::collections::HashSet;

use proc_macro2::Ident;
use syn::{
    Block, Expr, ExprAsync, ExprCall, ExprClosure, ExprParen, Item, Macro, PatIdent, Receiver, Signature, Stmt,
    token::Paren,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

use crate::syntax::{macros, names};

// From: `fn f(check: impl Fn(u8) -> bool) -> impl Future { async move { check(1) } }`
// Into: the same with `(check)(1)`
pub fn show_captured(sig: &Signature, body: &mut Block) {
    let mut names = Names(Vec::new());
    names.visit_signature(sig);
    names.visit_block(body);
    Callees { names: &names.0, is_inside: false }.visit_block_mut(body);
}

/// What is declared outside of `async` blocks.
struct Names(Vec<Ident>);

impl Visit<'_> for Names {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.0.push(pat.ident.clone());
        visit::visit_pat_ident(self, pat);
    }

    fn visit_expr_async(&mut self, _: &ExprAsync) {}

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_item(&mut self, _: &Item) {}
}

/// What is declared anywhere in the function, or may be by a macro. Anything else that a block names is no local. `None`: where there is
/// nothing but the block, what stands around it may have been left out, as when it is only shown.
pub fn declared(sig: &Signature, body: &Block) -> Option<HashSet<String>> {
    if let [Stmt::Expr(Expr::Async(_) | Expr::Block(_), None)] = body.stmts[..] {
        return None;
    }
    let mut declared = Declared(HashSet::new());
    declared.visit_signature(sig);
    declared.visit_block(body);
    Some(declared.0)
}

struct Declared(HashSet<String>);

impl Visit<'_> for Declared {
    fn visit_pat_ident(&mut self, pat: &PatIdent) {
        self.0.insert(pat.ident.to_string());
        visit::visit_pat_ident(self, pat);
    }

    fn visit_receiver(&mut self, _: &Receiver) {
        self.0.insert("self".to_owned());
    }

    fn visit_macro(&mut self, mac: &Macro) {
        self.0.extend(names::all(mac.tokens.clone()));
    }
}

struct Callees<'n> {
    names: &'n [Ident],
    is_inside: bool,
}

impl VisitMut for Callees<'_> {
    fn visit_expr_async_mut(&mut self, block: &mut ExprAsync) {
        let outside = std::mem::replace(&mut self.is_inside, true);
        visit_mut::visit_expr_async_mut(self, block);
        self.is_inside = outside;
    }

    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        if let Expr::Path(path) = &*call.func
            && self.is_inside
            && path.path.get_ident().is_some_and(|name| self.names.contains(name))
        {
            let expr = call.func.clone();
            *call.func = Expr::Paren(ExprParen { attrs: Vec::new(), paren_token: Paren::default(), expr });
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if self.is_inside {
            let mut shape = macros::shape(mac);
            shape.visit(|expr| self.visit_expr_mut(expr));
            mac.tokens = shape.into_tokens(&mac.tokens);
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

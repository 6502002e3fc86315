//! Values of which later code has to say the type, and whether a branch says it behind an await.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, ExprAssign, ExprAsync, ExprClosure, ExprIf, ExprMatch, Lit, Macro, Stmt};

use crate::syntax::{
    awaits,
    macros::{self, Shape},
};

/// Is there something that later code has to say of its type? `None`, `Vec::new()`, `0`
pub fn is_open(init: &Expr) -> bool {
    match init {
        Expr::Path(path) => path.path.is_ident("None"),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.suffix().is_empty(),
            Lit::Float(number) => number.suffix().is_empty(),
            _ => false,
        },
        Expr::Call(call) => match &*call.func {
            Expr::Path(_) => call.args.iter().all(|argument| is_open(argument) || matches!(argument, Expr::Lit(_))),
            _ => false,
        },
        Expr::Array(array) => array.elems.iter().all(is_open),
        Expr::Tuple(tuple) => tuple.elems.iter().all(is_open),
        Expr::Macro(mac) => mac.mac.path.is_ident("vec") && mac.mac.tokens.is_empty(),
        Expr::Paren(paren) => is_open(&paren.expr),
        _ => false,
    }
}

/// Does a branch name it that awaits and has others behind it, which name it, too?
pub fn is_said_behind_an_await(stmt: &Stmt, name: &Ident) -> bool {
    let mut said = Said { name, found: false };
    said.visit_stmt(stmt);
    said.found
}

struct Said<'a> {
    name: &'a Ident,
    found: bool,
}

impl Said<'_> {
    /// `all`: what they bind are parts of it.
    fn branches(&mut self, branches: &[&Expr], all: bool) {
        let names = |branch: &&Expr| names(branch.to_token_stream(), self.name);
        let first = branches.iter().position(|branch| names(branch) && awaits::in_expr(branch));
        self.found |= first.is_some_and(|first| branches[first + 1..].iter().any(|branch| all || names(branch)));
    }
}

impl<'ast> Visit<'ast> for Said<'_> {
    // Its own branches say it, and may look into it before.
    fn visit_expr_assign(&mut self, expr: &'ast ExprAssign) {
        let has_branches = matches!(*expr.right, Expr::If(_) | Expr::Match(_)) && awaits::in_expr(&expr.right);
        self.found |= has_branches && names(expr.left.to_token_stream(), self.name);
        visit::visit_expr_assign(self, expr);
    }

    fn visit_expr_if(&mut self, expr: &'ast ExprIf) {
        let name = self.name;
        let awaited = names(expr.then_branch.to_token_stream(), name) && awaits::in_block(&expr.then_branch);
        let otherwise = expr.else_branch.as_ref().map(|(_, otherwise)| otherwise);
        self.found |= awaited && otherwise.is_some_and(|otherwise| names(otherwise.to_token_stream(), name));
        visit::visit_expr_if(self, expr);
    }

    fn visit_expr_match(&mut self, expr: &'ast ExprMatch) {
        let looks_into = names(expr.expr.to_token_stream(), self.name);
        self.branches(&expr.arms.iter().map(|arm| &*arm.body).collect::<Vec<_>>(), looks_into);
        visit::visit_expr_match(self, expr);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        let mut shape = macros::shape(mac);
        if let Shape::Select(_) = shape {
            let handlers: Vec<Expr> = shape.handlers().into_iter().map(|(_, handler)| handler.clone()).collect();
            self.branches(&handlers.iter().collect::<Vec<_>>(), false);
        }
    }

    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'ast ExprAsync) {}
}

fn names(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => names(group.stream(), name),
        // A format string may name it.
        TokenTree::Literal(literal) => literal.to_string().contains(&name.to_string()),
        TokenTree::Punct(_) => false,
    })
}

//! Is there an await in this piece of syntax? Closures, async blocks and items have their own, which do not count.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Block, Expr, ExprAsync, ExprAwait, ExprClosure, Item, Macro, visit::Visit};

use super::macros::{self, Shape};

pub fn in_expr(expr: &Expr) -> bool {
    find(|finder| finder.visit_expr(expr))
}

pub fn in_block(block: &Block) -> bool {
    find(|finder| finder.visit_block(block))
}

/// Is there an await of this function inside the arguments of a macro?
pub fn in_macro(mac: &Macro) -> bool {
    find(|finder| finder.visit_macro(mac))
}

fn find(visit: impl FnOnce(&mut Finder)) -> bool {
    let mut finder = Finder { found: false };
    visit(&mut finder);
    finder.found
}

struct Finder {
    found: bool,
}

impl Visit<'_> for Finder {
    fn visit_expr_await(&mut self, _: &ExprAwait) {
        self.found = true;
    }

    fn visit_expr_async(&mut self, _: &ExprAsync) {}

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_item(&mut self, _: &Item) {}

    fn visit_macro(&mut self, mac: &Macro) {
        if macros::awaits_by_itself(mac) {
            self.found = true;
            return;
        }
        match macros::shape(mac) {
            Shape::Untouched => {}
            Shape::Opaque => self.found |= tokens_await(mac.tokens.clone()),
            mut shape => shape.values().into_iter().for_each(|expr| self.visit_expr(expr)),
        }
    }
}

/// Without a look at what the tokens are.
pub fn tokens_await(tokens: TokenStream) -> bool {
    let mut after_dot = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => tokens_await(group.stream()),
        TokenTree::Ident(ident) => std::mem::take(&mut after_dot) && ident == "await",
        TokenTree::Punct(punct) => {
            after_dot = punct.as_char() == '.';
            false
        }
        TokenTree::Literal(_) => {
            after_dot = false;
            false
        }
    })
}

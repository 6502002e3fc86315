//! `async` blocks that are rewritten.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprAsync, Item, Macro};

/// The first is called `async_block`, the second `async_block_2`.
pub fn name(nth: usize) -> String {
    if nth == 1 { "async_block".into() } else { format!("async_block_{nth}") }
}

/// Is it a block in the function, or what it is, with this path?
pub fn is_beside(path: &[String], around: &[String]) -> bool {
    path.split_last().is_some_and(|(last, before)| before == around && last.starts_with("async_block"))
}

/// What `machine!` is given: arguments, each with a comma behind it, and the block, perhaps with statements before it.
pub fn of_machine(invocation: &Macro) -> Option<(TokenStream, Expr)> {
    if invocation.path.segments.last()?.ident != "machine" {
        return None;
    }
    let trees: Vec<TokenTree> = invocation.tokens.clone().into_iter().collect();
    let begins = |tree: &TokenTree| match tree {
        TokenTree::Ident(word) => word == "async",
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    let at = trees.iter().position(begins)?;
    let block = syn::parse2(trees[at..].iter().cloned().collect()).ok()?;
    Some((trees[..at].iter().cloned().collect(), block))
}

/// Those in a body that are in no other one.
pub fn outermost(body: &Block) -> Vec<&ExprAsync> {
    let mut found = Outermost(Vec::new());
    found.visit_block(body);
    found.0
}

struct Outermost<'a>(Vec<&'a ExprAsync>);

impl<'a> Visit<'a> for Outermost<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Async(block) => self.0.push(block),
            other => visit::visit_expr(self, other),
        }
    }

    fn visit_item(&mut self, _: &'a Item) {}
}

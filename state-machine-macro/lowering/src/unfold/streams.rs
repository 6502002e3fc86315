//! `stream!` and `try_stream!`, which make an `async move` block of what they are given: the awaits in it are not ours.

use syn::{Attribute, Block, Expr, ExprAsync, Macro, Path, parse::Parser, parse_quote};

// From: `stream! { yield f().await; }`
// Into: `async move { yield f().await; }`, marked with the macro's name, which it gets back in the end
pub fn block(mac: &Macro) -> Option<Expr> {
    let stmts = Block::parse_within.parse2(mac.tokens.clone()).ok()?;
    let path = &mac.path;
    let mut block: ExprAsync = parse_quote!(async move {});
    block.block.stmts = stmts;
    block.attrs = vec![parse_quote!(#[#path])];
    Some(Expr::Async(block))
}

/// The macro that the block was written in.
pub fn called(attrs: &[Attribute]) -> Option<&Path> {
    attrs.first().map(Attribute::path)
}

//! `stream!` and `try_stream!`, which make an `async move` block of what they are given: the awaits in it are not ours.

use proc_macro2::Span;
use syn::{Attribute, Block, Expr, ExprAsync, Ident, Macro, Path, parse::Parser, parse_quote};

/// No attribute in a source is called like this.
const MARK: &str = "called__manual_async__";

// From: `stream! { yield f().await; }`
// Into: `async move { yield f().await; }`, marked with the macro's name, which it gets back in the end
pub fn block(mac: &Macro) -> Option<Expr> {
    let stmts = Block::parse_within.parse2(mac.tokens.clone()).ok()?;
    let path = &mac.path;
    let mut block: ExprAsync = parse_quote!(async move {});
    block.block.stmts = stmts;
    let mark = Ident::new(MARK, Span::mixed_site());
    block.attrs = vec![parse_quote!(#[#mark(#path)])];
    Some(Expr::Async(block))
}

/// The macro that the block was written in.
pub fn called(attrs: &[Attribute]) -> Option<Path> {
    attrs.iter().find(|attr| attr.path().is_ident(MARK))?.parse_args().ok()
}

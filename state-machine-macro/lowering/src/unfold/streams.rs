//! `stream!` and `try_stream!`, which make an `async move` block of what they are given: the awaits in it are not ours.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Block, Expr, ExprAsync, Ident, Macro, Path, parse::Parser, parse_quote};

/// No attribute in a source is called like this.
const MARK: &str = "called__manual_async__";

/// Stands before the `for` of `for await`, which is no Rust, as an attribute.
const AWAITS: &str = "for_await__manual_async__";

// From: `stream! { yield f().await; }`
// Into: `async move { yield f().await; }`, marked with the macro's name, which it gets back in the end
pub fn block(mac: &Macro) -> Option<Expr> {
    let stmts = Block::parse_within.parse2(marked(mac.tokens.clone())).ok()?;
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

// From: `for await x in s { .. }`
// Into: `#[<mark>] for x in s { .. }`
fn marked(tokens: TokenStream) -> TokenStream {
    let mark = Ident::new(AWAITS, Span::mixed_site());
    let (mut marked, mut trees) = (TokenStream::new(), tokens.into_iter().peekable());
    while let Some(tree) = trees.next() {
        let is_for = matches!(&tree, TokenTree::Ident(word) if word == "for");
        match trees.next_if(|next| is_for && matches!(next, TokenTree::Ident(word) if word == "await")) {
            Some(await_) => marked.extend(quote!(#[#mark(#await_)] #tree)),
            None => marked.extend([inside(tree, self::marked)]),
        }
    }
    marked
}

/// The other way round.
pub fn unmarked(tokens: TokenStream) -> TokenStream {
    let (mut unmarked, mut trees) = (TokenStream::new(), tokens.into_iter().peekable());
    while let Some(tree) = trees.next() {
        let is_sign = matches!(&tree, TokenTree::Punct(sign) if sign.as_char() == '#');
        match trees.peek().filter(|_| is_sign).and_then(awaits) {
            Some(await_) => {
                let for_ = trees.nth(1);
                unmarked.extend(quote!(#for_ #await_));
            }
            None => unmarked.extend([inside(tree, self::unmarked)]),
        }
    }
    unmarked
}

/// What stands in the mark.
fn awaits(tree: &TokenTree) -> Option<TokenStream> {
    let TokenTree::Group(group) = tree else { return None };
    match &group.stream().into_iter().collect::<Vec<_>>()[..] {
        [TokenTree::Ident(mark), TokenTree::Group(inside)] if mark == AWAITS => Some(inside.stream()),
        _ => None,
    }
}

fn inside(tree: TokenTree, change: impl Fn(TokenStream) -> TokenStream) -> TokenTree {
    match tree {
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
            let mut changed = Group::new(group.delimiter(), change(group.stream()));
            changed.set_span(group.span());
            changed.into()
        }
        tree => tree,
    }
}

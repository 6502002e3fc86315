//! What an operator or a `&` wants its operand to be. rustc takes it for no more than a hint: `!flag` may be the `bool` of a
//! `&bool`, and `&boxed` may become a reference to what is in the box. What ends a block has to be it.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Expr, UnOp};

use super::arguments::plain_closure;
use crate::syntax::spans;

/// Where the operand of `!x`, `-x` or `&x` begins and ends, if it is no block as it is written. What a closure is given may follow
/// from the hint, as in `&mut |n| ..` for a `&mut dyn FnMut(u8)`, and nothing else becomes of it.
pub fn hinted(expr: &mut Expr) -> Option<(Span, Span)> {
    let operand = operand(expr).filter(|operand| !is_block(operand) && plain_closure(operand).is_none())?;
    Some((spans::begin(operand), spans::end(operand)))
}

// Of what a field is taken from rustc wants nothing.
//
// From: `!{ .. }`, where a block stands for something of the user's
// Into: `!({ .. },).0`
pub fn unhint(expr: &mut Expr, (begin, end): (Span, Span)) {
    if let Some(operand) = operand(expr).filter(|operand| is_block(operand)) {
        let whole = spans::group(begin, quote!(#operand,));
        let field = quote_spanned!(end=> .0);
        *operand = Expr::Verbatim(quote!(#whole #field));
    }
}

fn operand(expr: &mut Expr) -> Option<&mut Expr> {
    match expr {
        Expr::Unary(unary) if !matches!(unary.op, UnOp::Deref(_)) => Some(&mut unary.expr),
        Expr::Reference(reference) => Some(&mut reference.expr),
        _ => None,
    }
}

fn is_block(expr: &Expr) -> bool {
    match expr {
        Expr::Paren(inner) => is_block(&inner.expr),
        Expr::Group(inner) => is_block(&inner.expr),
        Expr::Verbatim(tokens) => begins_as_block(tokens.clone()),
        Expr::Block(_) | Expr::If(_) | Expr::Match(_) | Expr::Unsafe(_) | Expr::Loop(_) => true,
        _ => false,
    }
}

fn begins_as_block(tokens: TokenStream) -> bool {
    match tokens.into_iter().next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => true,
        Some(TokenTree::Group(group)) => begins_as_block(group.stream()),
        Some(TokenTree::Ident(ident)) => ident == "if" || ident == "match",
        Some(TokenTree::Punct(punct)) => punct.as_char() == '\'',
        _ => false,
    }
}

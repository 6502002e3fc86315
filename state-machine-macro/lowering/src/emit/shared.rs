//! Assignments through a shared reference: rustc refuses them natively, and so it does in the checked copy.
//!
//! There it knows the reference by its name. In the machine the place has none, so that the same would be said once more, in
//! other words, if it were not written with a pointer.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Expr, UnOp};

use super::{Emitter, names::span};
use crate::{
    lower::is_assignment,
    model::{ids::LocalId, mark},
    syntax::spans,
};

/// What stands on the left of an assignment.
pub struct Left {
    begin: Span,
    end: Span,
}

impl Emitter<'_> {
    /// The left side, if it is behind what is declared as `&T`.
    pub fn shared_left(&self, expr: &mut Expr) -> Option<Left> {
        let left = left_of(expr)?;
        let local = match &*left {
            Expr::Unary(deref) if matches!(deref.op, UnOp::Deref(_)) => mark::read_mention_expr(&deref.expr)?.0,
            place => root(place)?,
        };
        let graph = &self.machine.graph;
        let is_shared = graph.references.contains(&local) && graph.copies.contains(&local);
        is_shared.then(|| Left { begin: spans::begin(left), end: spans::end(left) })
    }
}

impl Left {
    // From: `x.a = y`
    // Into: `*((&raw const (*x).a).cast_mut()) = y`
    pub fn unshare(&self, expr: &mut Expr) {
        if let Some(left) = left_of(expr) {
            let star = quote_spanned!(self.begin=> *);
            let pointer = spans::group(self.end, quote_spanned!(span()=> (&raw const #left).cast_mut()));
            *left = Expr::Verbatim(TokenStream::from_iter([star, pointer]));
        }
    }
}

fn left_of(expr: &mut Expr) -> Option<&mut Expr> {
    match expr {
        Expr::Assign(assign) => Some(&mut assign.left),
        Expr::Binary(binary) if is_assignment(&binary.op) => Some(&mut binary.left),
        _ => None,
    }
}

/// The local of which a field or an element is named.
fn root(place: &Expr) -> Option<LocalId> {
    let inner = match place {
        Expr::Field(field) => &field.base,
        Expr::Index(index) => &index.expr,
        Expr::Paren(paren) => &paren.expr,
        _ => return None,
    };
    mark::read_mention_expr(inner).map(|(local, _)| local).or_else(|| root(inner))
}

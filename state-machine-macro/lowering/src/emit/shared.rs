//! Changes through a shared reference: rustc refuses them natively, and so it does in the checked copy.
//!
//! There it knows the reference by its name. In the machine the place has none, so that the same would be said once more, in
//! other words, if it were not written with a pointer. What a method changes only its name tells.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Expr, UnOp};

use super::{Emitter, expression::Scope, names::span};
use crate::{
    conventions::changes,
    lower::is_assignment,
    model::{ids::LocalId, mark},
    syntax::spans,
};

/// What changes.
pub struct Changed {
    begin: Span,
    end: Span,
    /// It is the reference by whose name a method is called, and what that refers to changes.
    is_reference: bool,
}

impl Emitter<'_> {
    /// What changes, if it is behind what is declared as `&T`.
    pub fn changed_behind_shared(&self, expr: &mut Expr, scope: &Scope) -> Option<Changed> {
        let is_call = matches!(expr, Expr::MethodCall(_));
        // A closure captures what is named in it.
        if is_call && !scope.captured.is_empty() {
            return None;
        }
        let changed = changed(expr)?;
        let named = mark::read_mention_expr(changed).map(|(local, _)| local).filter(|_| is_call);
        let local = match &*changed {
            Expr::Unary(deref) if matches!(deref.op, UnOp::Deref(_)) => mark::read_mention_expr(&deref.expr)?.0,
            place => named.or_else(|| root(place))?,
        };
        let graph = &self.machine.graph;
        let is_shared = graph.references.contains(&local) && graph.copies.contains(&local);
        let (begin, end) = (spans::begin(changed), spans::end(changed));
        is_shared.then_some(Changed { begin, end, is_reference: named.is_some() })
    }
}

impl Changed {
    // From: `x.a = y`, `x.a.push(y)`, `x.push(y)`
    // Into: `*((&raw const (*x).a).cast_mut()) = y`, `(*((&raw const (*x).a).cast_mut())).push(y)`,
    //       `(*((&raw const **x).cast_mut())).push(y)`
    pub fn unshare(&self, expr: &mut Expr) {
        let is_receiver = matches!(expr, Expr::MethodCall(_));
        if let Some(changed) = changed(expr) {
            let star = quote_spanned!(self.begin=> *);
            let behind = self.is_reference.then(|| quote_spanned!(span()=> *));
            let pointer = spans::group(self.end, quote_spanned!(span()=> (&raw const #behind #changed).cast_mut()));
            let mut place = TokenStream::from_iter([star, pointer]);
            if is_receiver {
                place = spans::group(self.begin, place);
            }
            *changed = Expr::Verbatim(place);
        }
    }
}

fn changed(expr: &mut Expr) -> Option<&mut Expr> {
    match expr {
        Expr::Assign(assign) => Some(&mut assign.left),
        Expr::Binary(binary) if is_assignment(&binary.op) => Some(&mut binary.left),
        Expr::MethodCall(call) if changes(&call.method.to_string()) => Some(&mut call.receiver),
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

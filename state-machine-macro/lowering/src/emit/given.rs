//! What a future gives, where it has to be of some type.
//!
//! What is wrong with the value of an `.await` has a span of what `.await` stands for, which is another one each time: the machine,
//! which has no `.await`, would say the same once more. So where a type is expected, the value comes out of a call that stands where
//! the `.await` does, here as in the machine.
//!
//! Not so at the end of a block or of an arm: there may be what never gives anything, and rustc would say that the call cannot be
//! reached. At the end of the function, where that matters most, it is kept from saying so.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    BinOp, Block, Expr, ExprAsync, ExprAwait, ExprClosure, Item, Local, Pat, Path, Stmt,
    visit_mut::{self, VisitMut},
};

use super::names::{ident, span};
use crate::syntax::{diverges::diverges, head::head, spans};

/// Replaces each `.await` whose value has to be of some type.
pub struct Given<'a> {
    pub krate: &'a Path,
}

impl Given<'_> {
    // From: `operand.await`
    // Into: `(Awaited(operand.await)).get()`
    fn value(&self, expr: &mut Expr) {
        match expr {
            Expr::Paren(paren) => self.value(&mut paren.expr),
            Expr::Await(awaited) if awaited.attrs.is_empty() => *expr = Expr::Verbatim(self.given(awaited)),
            _ => {}
        }
    }

    /// It begins and ends with tokens of the user's.
    fn given(&self, awaited: &ExprAwait) -> TokenStream {
        self.out_of(awaited, awaited)
    }

    /// What has been awaited, out of a call that stands where the `.await` does.
    fn out_of(&self, awaited: &ExprAwait, value: &impl ToTokens) -> TokenStream {
        let (krate, word) = (self.krate, awaited.await_token.span);
        let value = quote_spanned!(span()=> #krate::machine::Awaited(#value));
        let (wrapped, get) = (spans::group(spans::begin(awaited), value), quote_spanned!(word=> .get()));
        quote!(#wrapped #get)
    }

    // Not in the last arm of a `match`: where arms are missing, rustc advises to add them behind it as it stands there.
    //
    // From: `{ ..; operand.await }`
    // Into: `{ ..; match operand.await { value => (Awaited(value)).get() } }`
    pub fn end(&self, block: &mut Block) {
        if let Some((Stmt::Expr(end, None), before)) = block.stmts.split_last_mut()
            && !before.iter().any(diverges)
        {
            self.end_value(end);
        }
    }

    fn end_value(&self, expr: &mut Expr) {
        match expr {
            Expr::Block(block) if block.label.is_none() => self.end(&mut block.block),
            Expr::If(if_) => {
                self.end(&mut if_.then_branch);
                if let Some((_, otherwise)) = &mut if_.else_branch {
                    self.end_value(otherwise);
                }
            }
            Expr::Match(match_) => {
                // Behind the last arm, unless it is there for all the rest.
                let last = match_.arms.len().saturating_sub(1);
                let arms = match_.arms.iter_mut().enumerate();
                for (_, arm) in arms.filter(|(index, arm)| *index < last || matches!(arm.pat, Pat::Wild(_))) {
                    self.end_arm(&mut arm.body);
                }
            }
            Expr::Await(awaited) if awaited.attrs.is_empty() => {
                let value = ident("value");
                let given = self.out_of(awaited, &value);
                let arm = quote_spanned!(span()=> #[allow(unreachable_code)] #value => #given);
                // What is said of all of it is said where it stands.
                let [begin, end] =
                    [spans::begin(awaited), awaited.await_token.span].map(|place| span().located_at(place));
                let (match_, arms) = (quote_spanned!(begin=> match), quote_spanned!(end=> { #arm }));
                let awaited = head(Expr::Await(awaited.clone()));
                *expr = Expr::Verbatim(quote!(#match_ #awaited #arms));
            }
            _ => {}
        }
    }

    // The advice about arms that are missing depends on how those that are there end: with the user's own tokens.
    //
    // From: `pattern => operand.await`
    // Into: `pattern => { match operand.await { .. } }`
    fn end_arm(&self, body: &mut Expr) {
        let end = if let Expr::Await(awaited) = &*body { Some(awaited.await_token.span) } else { None };
        self.end_value(body);
        if let Some(end) = end {
            *body = Expr::Verbatim(quote_spanned!(end=> { #body }));
        }
    }

    fn values<'e>(&self, exprs: impl IntoIterator<Item = &'e mut Expr>) {
        exprs.into_iter().for_each(|expr| self.value(expr));
    }

    /// Those in whose place something of a type is expected.
    fn expected(&self, expr: &mut Expr) {
        match expr {
            Expr::Call(call) => self.values(&mut call.args),
            Expr::MethodCall(call) => self.values(&mut call.args),
            Expr::Binary(binary) if is_logical(&binary.op) => self.value(&mut binary.right),
            // To a local the machine does not always assign.
            Expr::Assign(assign) if !matches!(*assign.left, Expr::Path(_)) => self.value(&mut assign.right),
            Expr::Struct(struct_) => self.values(struct_.fields.iter_mut().map(|field| &mut field.expr)),
            Expr::Tuple(tuple) => self.values(&mut tuple.elems),
            Expr::Array(array) => self.values(&mut array.elems),
            Expr::Return(return_) => self.values(return_.expr.as_deref_mut()),
            Expr::Break(break_) => self.values(break_.expr.as_deref_mut()),
            Expr::If(if_) => self.value(&mut if_.cond),
            Expr::While(while_) => self.value(&mut while_.cond),
            _ => {}
        }
    }
}

impl VisitMut for Given<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        self.expected(expr);
    }

    fn visit_local_mut(&mut self, local: &mut Local) {
        visit_mut::visit_local_mut(self, local);
        if let (Pat::Type(_), Some(init)) = (&local.pat, &mut local.init) {
            self.value(&mut init.expr);
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
}

/// Of other operators rustc says that they are not there for two such types, and that once.
fn is_logical(op: &BinOp) -> bool {
    use BinOp::{And, Eq, Ge, Gt, Le, Lt, Ne, Or};
    matches!(op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_))
}

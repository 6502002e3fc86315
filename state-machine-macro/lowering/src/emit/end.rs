//! How blocks end.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::{block::Arm, expression::Scope, names::span};
use crate::{
    lower::bound,
    model::{
        graph::{End, Step, Written},
        ids::BlockId,
        mark,
    },
    syntax::{head::head, values::has_let},
};

impl Arm<'_, '_> {
    pub(super) fn end(&mut self, end: &End) -> TokenStream {
        let emitter = self.emitter;
        match end {
            End::Goto(target) => emitter.goto(*target),
            End::Suspend { await_id, operand } => {
                let future = emitter.names.future(*await_id);
                let operand = emitter.whole(operand, &Scope { awaited: true, whole: true, ..self.scope.clone() });
                let goto = emitter.goto(emitter.machine.graph.await_(*await_id).resume);
                // The braces keep rustc from blaming the operand, where `.await` blames the word.
                let word = emitter.machine.graph.await_(*await_id).word;
                let into_future = quote_spanned!(word=> { ::core::future::IntoFuture::into_future }(#operand));
                if emitter.is_bare() {
                    let suspend = emitter.bare_suspend(*await_id, &into_future);
                    return quote_spanned!(span()=> #suspend #goto);
                }
                quote_spanned!(span()=> #future.set(#into_future); #goto)
            }
            End::If { span: written, cond, then, otherwise } => {
                let cond = if has_let(cond) { cond.clone() } else { head(cond.clone()) };
                let cond = emitter.whole(&cond, &self.scope_for(*then));
                let (then, otherwise) = (self.branch(*then), self.branch(*otherwise));
                let if_ = quote_spanned!(*written=> if);
                quote_spanned!(span()=> #if_ #cond { #then } else { #otherwise })
            }
            End::Match { span: written, attrs, scrutinee, arms } => {
                // A guard that panics drops a value without a name. Before edition 2024 that would outlive the locals here, if
                // the `match` were a tail.
                let is_value = mark::read_mention_expr(scrutinee).is_none();
                let end = (is_value && arms.iter().any(|arm| arm.guard.is_some())).then(|| quote_spanned!(span()=> ;));
                let scrutinee = emitter.whole(scrutinee, &self.scope);
                let count = arms.len();
                let arms = arms.iter().enumerate().map(|(index, arm)| {
                    let (attrs, pat) = (&arm.attrs, emitter.pat(&self.unmoved(&arm.pat)));
                    let mut scope = self.scope.clone();
                    scope.bound.extend(bound(&arm.pat));
                    let guard = arm.guard.as_ref().map(|guard| {
                        let guard = emitter.expr(guard, &scope);
                        quote_spanned!(span()=> if #guard)
                    });
                    let body = self.branch(arm.block);
                    let body = match arm.written {
                        Written::Other(end) if index + 1 == count => {
                            let body = quote_spanned!(span()=> { #body });
                            quote_spanned!(end=> (#body))
                        }
                        Written::Block(end) | Written::Other(end) => quote_spanned!(end=> { #body }),
                    };
                    quote_spanned!(span()=> #(#attrs)* #pat #guard => #body)
                });
                let arms: TokenStream = arms.collect();
                let match_ = quote_spanned!(*written=> match);
                quote_spanned!(span()=> #(#attrs)* #match_ #scrutinee { #arms } #end)
            }
            End::Return(value) => {
                let value = emitter.whole(value, &self.scope);
                let return_ = emitter.return_(&value);
                quote_spanned!(span()=> #return_;)
            }
            End::Unreachable => quote_spanned!(span()=> ::core::unreachable!()),
        }
    }

    /// In a condition, what an earlier `let` of it has bound is not in its slot yet.
    pub(super) fn scope_for(&self, then: BlockId) -> Scope {
        let mut scope = self.scope.clone();
        for step in &self.emitter.machine.graph.block(then).steps {
            if let Step::Bound(locals) = step {
                scope.bound.extend(locals);
                break;
            }
        }
        scope
    }

    pub(super) fn branch(&self, block: BlockId) -> TokenStream {
        let data = self.emitter.machine.graph.block(block);
        let mut arm = Arm::new(self.emitter, self.scope.clone());
        arm.steps(block, 0, data.scope).0
    }
}

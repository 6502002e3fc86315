//! Functions that await themselves.
//!
//! The type of a machine that contains itself, even boxed, cannot be written down: the child is erased.

use proc_macro2::{Ident, Span};
use quote::quote_spanned;
use syn::{Expr, Path, spanned::Spanned};

use super::builder::Lowerer;
use crate::model::mark;

impl Lowerer<'_> {
    // From: `Box::pin(own_name(..))`
    // Into: `{ let child = Box::pin(own_name(..)); Recursive::new(child as Pin<Box<dyn Future<Output = T> + '_>>) }`
    pub fn erase_recursion(&self, operand: Expr) -> Expr {
        let Some(function) = &self.graph.function else { return operand };
        let Some((container, called)) = pinned_call(&operand) else { return operand };
        let is_itself = match called {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) if mark::read_mention_expr(&call.func).is_none() => {
                    path.path.segments.last().is_some_and(|last| last.ident == function.name)
                }
                _ => false,
            },
            Expr::MethodCall(call) => call.method == function.name,
            _ => false,
        };
        if !is_itself {
            return operand;
        }
        let (krate, output, span) = (&function.krate, &function.output, operand.span());
        let mixed = Span::mixed_site();
        let (state, child) = (Ident::new("state", mixed), Ident::new("child", mixed));
        let erased = |future| quote_spanned!(span=> ::core::pin::Pin<#container<dyn #future<Output = #output> + '_>>);
        let future = quote_spanned!(span=> ::core::future::Future);
        let by_name = matches!(called, Expr::Call(_));
        // Only a call of the very same function may claim to be `Send` whenever the machine around it is. rustc checks
        // that the types are the same, where nothing runs, because only there it does not ask for lifetimes.
        let tokens = if function.is_plain && by_name {
            let inspect = quote_spanned!(span=> #krate::machine::inspect::InspectFuture);
            let erased = erased(if function.shows_itself { inspect } else { future });
            quote_spanned!(mixed=> {
                let #child = #operand;
                if false {
                    ::core::unreachable!();
                    #krate::machine::same_machine(#state, #child);
                }
                #krate::machine::Recursive::new(#child as #erased)
            })
        } else {
            let erased = erased(future);
            quote_spanned!(span=> (#operand as #erased))
        };
        syn::parse2(tokens).unwrap_or(operand)
    }
}

/// `Box` and `f(x)` of `Box::pin(f(x))`.
fn pinned_call(operand: &Expr) -> Option<(Path, &Expr)> {
    let Expr::Call(call) = operand else { return None };
    let Expr::Path(path) = &*call.func else { return None };
    let mut container = path.path.clone();
    let pin = container.segments.pop()?;
    container.segments.pop_punct();
    let is_pin = pin.ident == "pin" && !container.segments.is_empty() && call.args.len() == 1;
    if is_pin { Some((container, call.args.first()?)) } else { None }
}

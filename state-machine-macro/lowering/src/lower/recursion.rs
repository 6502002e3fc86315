//! Functions that await themselves.
//!
//! The type of a machine that contains itself, even boxed, cannot be written down: the child is erased.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, Path, Type, spanned::Spanned};

use super::builder::Lowerer;
use crate::{model::mark, syntax::types::is_opaque};

impl Lowerer<'_> {
    // From: `Box::pin(own_name(..))`
    // Into: `{ let child = Box::pin(own_name(..)); Recursive::new(child as Pin<Box<dyn Future<Output = T> + '_>>) }`
    //
    // If `T` hides what it is: `Recursive::new(erased(child))`
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
        let (krate, span) = (&function.krate, operand.span());
        let mixed = Span::mixed_site();
        let (state, child) = (Ident::new("state", mixed), Ident::new("child", mixed));
        let future = quote_spanned!(span=> ::core::future::Future);
        let by_name = matches!(called, Expr::Call(_));
        // Only a call of the very same function may claim to be `Send` whenever the machine around it is. rustc checks
        // that the types are the same, where nothing runs, because only there it does not ask for lifetimes.
        let tokens = if function.is_plain && by_name {
            let inspect = quote_spanned!(span=> #krate::machine::inspect::InspectFuture);
            let future = if function.shows_itself { inspect } else { future };
            let erased = erased(&container, &future, &function.output, &child);
            quote_spanned!(mixed=> {
                let #child = #operand;
                if false {
                    ::core::unreachable!();
                    #krate::machine::same_machine(#state, #child);
                }
                #krate::machine::Recursive::new(#erased)
            })
        } else {
            let erased = erased(&container, &future, &function.output, &operand);
            quote_spanned!(span=> (#erased))
        };
        syn::parse2(tokens).unwrap_or(operand)
    }
}

// The type of the output is said, unless it cannot be: what is behind `impl Trait` has no name.
//
// Into: `child as Pin<Box<dyn Future<Output = T> + '_>>`
// Or: `{ fn erased<'a, F: Future + 'a>(child: Pin<Box<F>>) -> Pin<Box<dyn Future<Output = F::Output> + 'a>> { child } .. }`
fn erased(container: &Path, future: &TokenStream, output: &Type, child: &(impl ToTokens + Spanned)) -> TokenStream {
    let span = child.span();
    if !is_opaque(output) {
        return quote_spanned!(span=> #child as ::core::pin::Pin<#container<dyn #future<Output = #output> + '_>>);
    }
    quote_spanned!(Span::mixed_site()=> {
        fn erased<'a, F: #future + 'a>(
            child: ::core::pin::Pin<#container<F>>,
        ) -> ::core::pin::Pin<#container<dyn #future<Output = F::Output> + 'a>> {
            child
        }
        erased(#child)
    })
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

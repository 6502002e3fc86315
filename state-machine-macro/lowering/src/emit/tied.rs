//! Closures in the arguments of a method that rustc is asked about. Each way of calling it has one of its own, as the question has;
//! and what such a closure returns may follow from what becomes of the result, which is that of one way alone. So what they return
//! is made one type, if it can be.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{Expr, Path};

use super::{
    arguments::{self, MAX_INPUTS},
    names::{Names, span},
    passed::Arguments,
};

/// A closure that stands in both ways.
pub struct Tied {
    index: usize,
    /// What notes the type of what they return.
    output: Ident,
    /// What notes the type of the closure in either way.
    ways: [Ident; 2],
    inputs: usize,
    returns: Returns,
}

/// What it returns, as far as one can see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Returns {
    Value,
    /// A future of its own type.
    Block,
    /// The closure is `async`.
    Future,
}

impl Tied {
    pub fn all(args: &Arguments, names: &Names) -> Vec<Tied> {
        let closures = args.iter().enumerate().filter_map(|(index, arg)| Some((index, arguments::closure(arg)?.1)));
        let known = closures.filter(|(_, closure)| arguments::is_noted(closure) && closure.inputs.len() <= MAX_INPUTS);
        let tied = known.map(|(index, closure)| Tied {
            index,
            output: names.beside(&format!("returned_{index}")),
            ways: ["taken", "borrowed"].map(|way| names.beside(&format!("{way}_{index}"))),
            inputs: closure.inputs.len(),
            returns: match &*closure.body {
                _ if closure.asyncness.is_some() => Returns::Future,
                Expr::Async(_) => Returns::Block,
                _ => Returns::Value,
            },
        });
        tied.collect()
    }

    pub fn declared(&self, krate: &Path) -> TokenStream {
        let names = [&self.output].into_iter().chain(&self.ways);
        quote_spanned!(span()=> #(let #names = #krate::machine::Note::new();)*)
    }

    /// In the question, where the note of [`arguments::argument`] is.
    pub fn told(&self) -> TokenStream {
        let (output, noted) = (&self.output, format_ident!("output_{}", self.index, span = span()));
        match self.returns {
            Returns::Future => quote_spanned!(span()=> #output.is(::core::future::ready(#noted.get()));),
            Returns::Value | Returns::Block => quote_spanned!(span()=> #output.is(#noted.get());),
        }
    }

    // What is expected of the closure is known to the block, and so to the closure.
    //
    // From: `|x| x.into()`
    // Into: `'taken_0: { if false { break 'taken_0 taken_0.get(); } |x| x.into() }`
    pub fn note(&self, args: &mut Arguments, way: usize) {
        let Some(arg) = args.iter_mut().nth(self.index) else { return };
        let note = &self.ways[way];
        let label = syn::Lifetime { apostrophe: span(), ident: note.clone() };
        *arg = Expr::Verbatim(quote_spanned!(span()=> #label: { if false { break #label #note.get(); } #arg }));
    }

    /// Where nothing runs.
    pub fn made_one(&self, krate: &Path) -> TokenStream {
        let (output, ways) = (&self.output, &self.ways);
        let given = (0..self.inputs).map(|_| quote_spanned!(span()=> #krate::machine::Note::new().get()));
        let call = quote_spanned!(span()=> (#(#given),*));
        match self.returns {
            Returns::Value => {
                quote_spanned!(span()=> #(#krate::machine::question(&#output, #ways.get() #call).answer();)*)
            }
            Returns::Block | Returns::Future => {
                quote_spanned!(span()=> #(#krate::machine::alike(&#output, #ways.get() #call).outputs();)*)
            }
        }
    }
}

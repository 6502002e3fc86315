//! Closures in the arguments of a method that rustc is asked about. Each way of calling it has one of its own, as the question has;
//! and what such a closure returns may follow from what becomes of the result, which is that of one way alone. So what they return
//! is made one type, if it can be.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{Block, Expr, ExprPath, Path, Stmt};

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
    /// What the question notes of the closure.
    noted: Noted,
    /// What notes the type of the closure in either way.
    ways: [Ident; 2],
    inputs: usize,
    returns: Returns,
}

/// What the question has in place of a closure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noted {
    /// What it returns.
    Output,
    /// The closure: its inputs tell the method nothing, or there are none.
    Itself,
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

/// Is it an `async` block, at the end of whatever prepares what that captures, or `Box::pin` of one?
fn ends_with_block(body: &Expr) -> bool {
    let tail = |block: &Block| matches!(block.stmts.last(), Some(Stmt::Expr(tail, None)) if ends_with_block(tail));
    match body {
        Expr::Async(_) => true,
        Expr::Block(block) => tail(&block.block),
        Expr::Paren(paren) => ends_with_block(&paren.expr),
        Expr::Verbatim(tokens) => syn::parse2(tokens.clone()).is_ok_and(|block| tail(&block)),
        Expr::Call(call) => {
            let is_pin = |path: &ExprPath| path.path.segments.last().is_some_and(|last| last.ident == "pin");
            matches!(&*call.func, Expr::Path(path) if is_pin(path)) && call.args.iter().all(ends_with_block)
        }
        _ => false,
    }
}

impl Tied {
    pub fn all(args: &Arguments, names: &Names) -> Vec<Tied> {
        let closures = args.iter().enumerate().filter_map(|(index, arg)| Some((index, arguments::closure(arg)?.1)));
        let known = closures.filter(|(_, closure)| closure.inputs.len() <= MAX_INPUTS);
        let tied = known.map(|(index, closure)| Tied {
            index,
            output: names.beside(&format!("returned_{index}")),
            ways: ["taken", "borrowed"].map(|way| names.beside(&format!("{way}_{index}"))),
            noted: if arguments::is_noted(&closure) { Noted::Output } else { Noted::Itself },
            inputs: closure.inputs.len(),
            returns: match closure.asyncness {
                Some(_) => Returns::Future,
                None if ends_with_block(&closure.body) => Returns::Block,
                None => Returns::Value,
            },
        });
        tied.collect()
    }

    pub fn declared(&self, krate: &Path) -> TokenStream {
        let names = [&self.output].into_iter().chain(&self.ways);
        quote_spanned!(span()=> #(let #names = #krate::machine::Note::new();)*)
    }

    /// In the question, where the note of [`arguments::argument`] is.
    pub fn told(&self, krate: &Path) -> TokenStream {
        let (output, noted) = (&self.output, format_ident!("output_{}", self.index, span = span()));
        match (self.noted, self.returns) {
            (Noted::Itself, _) => {
                let (closure, call) = (arguments::note(self.index), self.call(krate));
                quote_spanned!(span()=> #output.is(#closure.get() #call);)
            }
            (Noted::Output, Returns::Future) => {
                quote_spanned!(span()=> #output.is(::core::future::ready(#noted.get()));)
            }
            (Noted::Output, _) => quote_spanned!(span()=> #output.is(#noted.get());),
        }
    }

    /// Any arguments.
    fn call(&self, krate: &Path) -> TokenStream {
        let given = (0..self.inputs).map(|_| quote_spanned!(span()=> #krate::machine::Note::new().get()));
        quote_spanned!(span()=> (#(#given),*))
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
        let (output, ways, call) = (&self.output, &self.ways, self.call(krate));
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

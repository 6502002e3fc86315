//! The arguments of calls that are made several times, where nothing runs.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{
    Block, Expr, ExprBlock, ExprCall, ExprClosure, Local, Macro, Pat, Stmt, Type,
    visit::{self, Visit},
};

use super::names::{ident, span};
use crate::{
    lower::bound,
    model::{ids::LocalId, mark},
    syntax::macros::{self, Shape},
};

/// Each closure and each async block has a type of its own, and so may have what is made of it.
pub fn has_closure(arg: &Expr) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_expr(&mut self, expr: &Expr) {
            self.0 |= matches!(expr, Expr::Closure(_) | Expr::Async(_));
            // Replaced code, which may hold whatever it held before.
            self.0 |= matches!(expr, Expr::Verbatim(tokens) if may_have_closure(tokens.clone()));
            visit::visit_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(arg);
    finder.0
}

/// Is it a closure, or is one made part of it? What that is given may follow from the call whose argument it is. Where a method has
/// it as an argument, that tells.
pub fn gives_closure(arg: &Expr) -> bool {
    let mut finder = Given::default();
    finder.visit_expr(arg);
    finder.found
}

#[derive(Default)]
struct Given {
    found: bool,
    /// Locals of blocks in it that are made of closures; where one is nothing else, that.
    named: HashMap<LocalId, Option<ExprClosure>>,
}

impl Visit<'_> for Given {
    fn visit_expr(&mut self, expr: &Expr) {
        if mark::read_mention_expr(expr).is_some_and(|(local, _)| self.named.contains_key(&local)) {
            self.found = true;
            return;
        }
        match expr {
            Expr::Closure(_) => self.found = true,
            Expr::Verbatim(tokens) => self.found |= may_have_closure(tokens.clone()),
            // What has been computed is no closure, whatever it has been computed with.
            Expr::MethodCall(_) | Expr::Async(_) | Expr::Binary(_) | Expr::Index(_) | Expr::Unary(_) => {}
            other => visit::visit_expr(self, other),
        }
    }

    // A closure that is called there gives what its body gives.
    fn visit_expr_call(&mut self, call: &ExprCall) {
        let named =
            mark::read_mention_expr(&call.func).and_then(|(local, _)| self.named.get(&local).cloned().flatten());
        let closure = plain_closure(&call.func).or(named.as_ref());
        self.visit_expr(closure.map_or(&call.func, |closure| &closure.body));
        call.args.iter().for_each(|arg| self.visit_expr(arg));
    }

    // A block gives what stands at its end.
    fn visit_block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Local(local) => self.note(local),
                Stmt::Expr(tail, None) => self.visit_expr(tail),
                _ => {}
            }
        }
    }

    // A macro may make what it is given a part of something. Not so where that is a text, or an answer: a `|` between patterns is
    // no closure.
    fn visit_macro(&mut self, mac: &Macro) {
        match macros::shape(mac) {
            Shape::Opaque => self.found |= may_have_closure(mac.tokens.clone()),
            Shape::Format { .. } | Shape::Matches { .. } => {}
            mut shape => shape.visit(|value| self.visit_expr(value)),
        }
    }
}

impl Given {
    fn note(&mut self, local: &Local) {
        let Some(init) = &local.init else { return };
        let mut inside = Given { found: false, named: self.named.clone() };
        inside.visit_expr(&init.expr);
        if inside.found {
            let closure = plain_closure(&init.expr).cloned();
            self.named.extend(bound(&local.pat).into_iter().map(|local| (local, closure.clone())));
        }
    }
}

/// A closure that stands there itself, perhaps in parentheses.
pub fn plain_closure(callee: &Expr) -> Option<&ExprClosure> {
    match callee {
        Expr::Closure(closure) => Some(closure),
        Expr::Paren(callee) => plain_closure(&callee.expr),
        Expr::Group(callee) => plain_closure(&callee.expr),
        _ => None,
    }
}

fn may_have_closure(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => may_have_closure(group.stream()),
        TokenTree::Ident(ident) => ident == "async",
        TokenTree::Punct(punct) => punct.as_char() == '|',
        TokenTree::Literal(_) => false,
    })
}

/// An argument of a call that is made several times, where nothing runs.
pub struct Argument {
    /// What stands for its type.
    pub note: Ident,
    /// What is known of it, declared.
    pub notes: TokenStream,
    /// What it is in the first call.
    pub first: TokenStream,
    /// What tells its type.
    pub tell: TokenStream,
    /// What it is in the first call, and tells its type, if it does not wait for what closures are given: that may follow from it.
    pub beside_closure: Option<TokenStream>,
    /// What it is in the other calls.
    pub again: TokenStream,
    pub is_closure: bool,
}

/// What stands for the type of an argument.
pub fn note(index: usize) -> Ident {
    format_ident!("argument_{index}", span = span())
}

/// What stands for the type of an argument in calls where it is perhaps a closure.
pub fn note_of(index: usize, arg: &Expr) -> Ident {
    let is_closure = closure(arg).is_some_and(|(_, closure)| is_noted(&closure) && closure.inputs.len() <= MAX_INPUTS);
    if is_closure { output(index) } else { note(index) }
}

/// What stands for the type of what a closure gives.
fn output(index: usize) -> Ident {
    format_ident!("output_{index}", span = span())
}

/// Is the type of an argument known without the call, and the same wherever it stands? Then it can stand in each call itself, and
/// what is wrong with it is said as it is of the user's.
pub fn tells_its_type(arg: &Expr) -> bool {
    const METHODS: &[&str] = &["as_bytes", "as_str", "clone", "is_empty", "len", "to_owned", "to_string"];
    let is_some = |callee: &Expr| matches!(callee, Expr::Path(path) if path.path.is_ident("Some"));
    match arg {
        Expr::Lit(_) => true,
        Expr::Paren(arg) => tells_its_type(&arg.expr),
        Expr::Group(arg) => tells_its_type(&arg.expr),
        Expr::Reference(arg) => tells_its_type(&arg.expr),
        Expr::Unary(arg) => tells_its_type(&arg.expr),
        Expr::Field(arg) => tells_its_type(&arg.base),
        Expr::Binary(arg) => tells_its_type(&arg.left) && tells_its_type(&arg.right),
        // What `as _` makes of it, the call tells.
        Expr::Cast(arg) => {
            matches!(&*arg.ty, Type::Path(ty) if ty.path.get_ident().is_some()) && tells_its_type(&arg.expr)
        }
        Expr::Tuple(arg) => arg.elems.iter().all(tells_its_type),
        Expr::Call(arg) => is_some(&arg.func) && arg.args.iter().all(tells_its_type),
        Expr::MethodCall(arg) => {
            METHODS.contains(&&*arg.method.to_string()) && arg.args.is_empty() && tells_its_type(&arg.receiver)
        }
        arg => mark::read_mention_expr(arg).is_some(),
    }
}

/// An argument that tells its type.
pub fn plain_argument(index: usize, arg: &Expr) -> Argument {
    let written = arg.to_token_stream();
    Argument {
        note: note(index),
        notes: TokenStream::new(),
        first: written.clone(),
        tell: TokenStream::new(),
        beside_closure: None,
        again: written,
        is_closure: false,
    }
}

pub fn argument(index: usize, arg: &Expr, krate: &syn::Path) -> Option<Argument> {
    if let Some((prelude, closure)) = closure(arg)
        && is_noted(&closure)
    {
        return closure_argument(index, &prelude, &closure, krate);
    }
    let note = note(index);
    // The method that is asked about may be called like ours.
    let get = quote_spanned!(span()=> #krate::machine::Note::get(&#note));
    Some(Argument {
        note: note.clone(),
        notes: quote_spanned!(span()=> let #note = #krate::machine::Note::new();),
        first: get.clone(),
        tell: quote_spanned!(span()=> #note.is(#arg);),
        beside_closure: (!has_closure(arg)).then(|| quote_spanned!(span()=> #note.pass(#arg))),
        again: get,
        is_closure: false,
    })
}

/// Does it follow from the method what the closure is given?
pub fn is_noted(closure: &ExprClosure) -> bool {
    closure.inputs.iter().any(|input| !matches!(input, Pat::Type(_)))
}

/// A closure, perhaps behind statements that prepare what it captures.
pub fn closure(arg: &Expr) -> Option<(Vec<Stmt>, ExprClosure)> {
    match arg {
        Expr::Closure(closure) => Some((Vec::new(), closure.clone())),
        Expr::Paren(arg) => closure(&arg.expr),
        Expr::Group(arg) => closure(&arg.expr),
        Expr::Block(ExprBlock { label: None, block, .. }) => closure_of_block(block),
        Expr::Verbatim(tokens) => closure_of_block(&syn::parse2(tokens.clone()).ok()?),
        _ => None,
    }
}

fn closure_of_block(block: &Block) -> Option<(Vec<Stmt>, ExprClosure)> {
    let (Stmt::Expr(tail, None), before) = block.stmts.split_last()? else { return None };
    let (inner, closure) = closure(tail)?;
    Some(([before, &inner[..]].concat(), closure))
}

/// More inputs than that `machine::Inputs` does not know.
pub const MAX_INPUTS: usize = 6;

// What a closure is given follows from the method that it is given to. The first call notes it, the others get a function
// of that type: with a closure of its own, each call would have a result of its own type.
//
// Lifetimes that only the closure knows cannot leave it, which rustc does not look at where nothing is reached.
//
// From: `|x| x.len()`
// Into: `|x| { never(); input.like(&x); output.pass(x.len()) }` and `output.function((&input,))`, or `output.async_function(..)`
fn closure_argument(index: usize, prelude: &[Stmt], closure: &ExprClosure, krate: &syn::Path) -> Option<Argument> {
    if closure.inputs.len() > MAX_INPUTS {
        return None;
    }
    let output = output(index);
    let mut first = closure.clone();
    let (mut notes, mut like, mut inputs) = (TokenStream::new(), TokenStream::new(), Vec::new());
    for (at, input) in first.inputs.iter_mut().enumerate() {
        let (note, name) =
            (format_ident!("input_{index}_{at}", span = span()), format_ident!("given_{index}_{at}", span = span()));
        notes.extend(quote_spanned!(span()=> let #note = #krate::machine::Note::new();));
        let named: Pat = syn::parse_quote!(#name);
        let written = match input {
            Pat::Type(typed) => std::mem::replace(&mut *typed.pat, named),
            input => std::mem::replace(input, named),
        };
        like.extend(quote_spanned!(span()=> #note.like(&#name); let #written = #name;));
        inputs.push(note);
    }
    let function = ident(if closure.asyncness.is_some() { "async_function" } else { "function" });
    // The future of such a closure borrows from it what it does not only copy; then the closure could not be called like others.
    let lent = closure.asyncness.map(|_| quote_spanned!(span()=> #(let #inputs = &#inputs;)* let #output = &#output;));
    let body = &closure.body;
    *first.body = Expr::Verbatim(quote_spanned!(span()=> { #krate::machine::never(); #like #output.pass(#body) }));
    Some(Argument {
        note: output.clone(),
        notes: quote_spanned!(span()=> #notes let #output = #krate::machine::Note::new();),
        // In a block rustc would not wait with it until the arguments behind it have told what they are.
        first: match prelude.is_empty() && lent.is_none() {
            true => first.into_token_stream(),
            false => quote_spanned!(span()=> { #(#prelude)* #lent #first }),
        },
        tell: TokenStream::new(),
        beside_closure: None,
        // As a path rustc would say of it once more what is wrong with the closure.
        again: quote_spanned!(span()=> #output.#function((#(&#inputs,)*))),
        is_closure: true,
    })
}

//! The body once more, as it was written, where it never runs: rustc checks it in place of the machine.
//!
//! It stands before the machine, so that rustc meets the user's mistakes here first. What the machine says about them
//! after that is dropped if it is the same, word for word, at the same place, or if it is about types that are already
//! known to be wrong.
//!
//! It stands behind the making of a value that cannot exist. To the part of rustc that checks borrows nothing reaches
//! what follows, so that the arguments are not moved away from the machine; the closure's own borrows are checked
//! wherever it stands. To the part that checks types it is code like any other, which a `return` before it would not
//! be: so that what cannot be reached in the user's code gets its warning.
//!
//! What rustc does with an error that it meets twice, as the rest of `emit` relies on it:
//! - An error is dropped if one with the same code, words, notes, advice and spans was printed. A span is more than a
//!   place: it has the hygiene of the tokens at its ends, and where the two differ it has that of generated code. So
//!   what may be wrong in the machine begins and ends with tokens that have the user's spans (`*(x)`, guards, braces).
//! - A trait that is not implemented is reported once for a place. A call is blamed on the argument whose type is
//!   wrong, but only if its function is named there and then: `{ into_future }(operand)` is wrong where the name is.
//! - Coercions say more if they know where the type comes from: the argument of a call, a `return`, a `let` with a
//!   type. The value of a field (`Ready { 0: value }`) and of a block that a `let` is given say nothing more.
//! - After the first error about types, rustc says no more about types that it cannot infer, and checks no borrows.
//! - What rustc advises depends on what stands there: behind `*x` it would put a method in parentheses, behind `x` and
//!   `x.read()` it does not.
//! - That an `.await` is missing it says in the body of an `async` block or closure alone, and so only in the checked copy.
//! - If it compiles incrementally, as cargo has it do, a span also knows the item that it is in, and two items (a function
//!   inside another) share none.
//! - What `.await` and `for` stand for, and what macros expand to, has spans of its own in each copy. Errors in there
//!   are seen twice, but for what is `given`; so are those about borrows, which each copy has in its own words.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Block, Expr, ExprAsync, ExprBreak, ExprClosure, ExprReturn, ExprTry, FnArg, Item, Lifetime, Local, Pat, PatIdent,
    ReturnType, Stmt, Token, Type,
    visit::Visit,
    visit_mut::{self, VisitMut},
};

use super::{
    Emitter, expression::split_attributes, given::Given, items::remove_items, names::span, native, output, silenced,
};
use crate::{
    lower::binds_uniquely,
    model::input::{Input, argument_name},
    syntax::{
        known,
        spans::{self, placed},
        types::is_opaque,
    },
};

// From: `async fn f(mut x: T) -> O { body }`
// Into: `if false { let never = never(); let _ = async || { let mut x = x; body }; }`
//
// With it comes the name of what notes the type that it returns, if that is hidden.
pub fn checked_copy(emitter: &Emitter<'_>, input: &Input) -> (Option<Ident>, TokenStream) {
    if is_apart(input) {
        return (None, apart(emitter, input));
    }
    let noted = is_hidden(input).then(|| emitter.names.beside("noted"));
    let copy = copy(emitter, input, noted.as_ref());
    let note = noted.iter().map(|noted| {
        let krate = emitter.krate;
        quote_spanned!(span()=> let #noted = #krate::machine::Note::new();)
    });
    let notes = emitter.notes();
    let native = native::noted(emitter, input);
    let copy = quote_spanned!(span()=> #(#note)* #notes #native #copy);
    (noted, copy)
}

/// Does what is checked stand in a function of its own?
pub fn is_apart(input: &Input) -> bool {
    is_hidden(input) && stands_alone(input)
}

fn is_hidden(input: &Input) -> bool {
    input.block.is_none() && is_opaque(&output(input))
}

fn copy(emitter: &Emitter<'_>, input: &Input, noted: Option<&Ident>) -> TokenStream {
    let parameters = input.sig.inputs.iter().enumerate().map(|(index, argument)| match argument {
        // It cannot be bound again, but is to be captured whole, as a function's parameters are.
        FnArg::Receiver(receiver) => {
            let receiver = receiver.self_token;
            quote_spanned!(span()=> let _ = &#receiver;)
        }
        FnArg::Typed(typed) => {
            let (attrs, pat, name) = (&typed.attrs, &typed.pat, argument_name(input, &typed.pat, index));
            let is_plain =
                matches!(&**pat, Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, .. }) if *ident == name);
            // All of it moves into the body, whatever the pattern takes: a reference to it must not leave.
            let mutable = binds_uniquely(pat).then(<Token![mut]>::default);
            let captured = native::captured(input, &typed.ty, index);
            let (read, bound) = (silenced::of_read(&name), silenced::of_bound(&name));
            let is_mutable = matches!(&**pat, Pat::Ident(PatIdent { mutability: Some(_), .. }));
            let (moved, value) = match captured {
                // What rustc says of `mut x` is about `let mut x = x`.
                Some(captured) if is_plain && !is_mutable => (None, captured),
                Some(captured) => (Some(quote!(#read #bound let #mutable #name = #captured;)), name.to_token_stream()),
                None if is_plain => (None, name.to_token_stream()),
                None => (Some(quote!(let #mutable #name = #name;)), name.to_token_stream()),
            };
            quote!(#moved #bound #(#attrs)* let #pat = #value;)
        }
    });
    let whole = native::whole(emitter, input);
    let body = body(emitter, input, noted);
    let (never, krate) = (Ident::new("never", span()), emitter.krate);
    let parameters = quote_spanned!(span()=> #(#parameters)*);
    if has_mut_self(input) {
        // Where the part that checks borrows does not get, it does not see that `mut` is needed.
        let checked = native::of_body(emitter, input, quote_spanned!(span()=> #parameters #body));
        return quote_spanned!(span()=> if false { #checked ::core::unreachable!() });
    }
    let checked = quote_spanned!(span()=> let _never = #never; #parameters #body);
    let checked = native::of_body(emitter, input, checked);
    quote_spanned!(span()=>
        if false {
            #[allow(unreachable_code, unused_variables)]
            let #never = #krate::machine::never();
            #whole
            #checked
        }
    )
}

/// `mut self`
fn has_mut_self(input: &Input) -> bool {
    input.sig.receiver().is_some_and(|receiver| receiver.mutability.is_some())
}

// What `impl Trait` says of its type, no closure can say of what it returns.
//
// From: `async fn f(x: X) -> impl Trait { body }`
// Into: `if false { let _whole_0 = like(&x); { async fn f(x: X) -> impl Trait { body } native.is(move || f(_whole_0)); } }`
fn apart(emitter: &Emitter<'_>, input: &Input) -> TokenStream {
    let (sig, mut body) = (&input.sig, input.body.clone());
    remove_items(emitter, &mut body);
    emitter.note_types(&mut body);
    let silenced = silenced::of_lifetimes(sig);
    let (noted, function) = (native::noted(emitter, input), quote!(#silenced #sig #body));
    let function = native::of_function(emitter, input, &function);
    quote_spanned!(span()=>
        #noted
        if false {
            #function
        }
    )
}

/// Does it name nothing that only an `impl` around it would know: `self`, `Self`, a `T` that it does not declare?
fn stands_alone(input: &Input) -> bool {
    let declared = |word: &Ident| input.sig.generics.type_params().any(|param| param.ident == *word);
    let is_outer = |word: &Ident| word == "self" || word == "Self" || is_letter(&word.to_string()) && !declared(word);
    !any_word(input.sig.to_token_stream(), &is_outer) && !any_word(input.body.to_token_stream(), &is_outer)
}

/// `T`, `T1`
fn is_letter(word: &str) -> bool {
    let number = word.strip_prefix(|first: char| first.is_uppercase());
    number.is_some_and(|number| number.chars().all(|digit| digit.is_ascii_digit()))
}

fn any_word(tokens: TokenStream, is: &impl Fn(&Ident) -> bool) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => is(&word),
        TokenTree::Group(group) => any_word(group.stream(), is),
        _ => false,
    })
}

// The closure of an `async` closure does not tell its body what it returns, so that nothing would become that on the way
// out (a `Box<Dog>` a `Box<dyn Animal>`). A `let` does, and `break` takes a value to it as `return` does.
//
// From: `{ if a { return b; } c }`
// Into: `let output: O = 'body: { if a { break 'body b; } c }; return output;`
fn body(emitter: &Emitter<'_>, input: &Input, noted: Option<&Ident>) -> TokenStream {
    let mut body = input.body.clone();
    remove_items(emitter, &mut body);
    emitter.note_types(&mut body);
    let ty = &emitter.output;
    let output = &emitter.names.output;
    let mut returns = Returns { with_value: false, without_value: false };
    returns.visit_block_mut(&mut body);
    let mut awaited = Given { krate: emitter.krate };
    awaited.visit_block_mut(&mut body);
    if !is_unit(&input.sig.output) {
        awaited.end(&mut body);
    }
    let label = returns.with_value.then(|| quote_spanned!(span()=> 'body:));
    // What the closure returns is said first of all, or else a wrong `return;` would say it, or one in a macro.
    let hidden = returns.without_value || known::may_return(&input.body);
    if !is_unit(&input.sig.output) && (hidden || questions(&input.body)) {
        state_end(emitter, &mut body);
    }
    let said = (hidden && !is_unit(&input.sig.output)).then(|| {
        quote_spanned!(span()=>
            if let ::core::option::Option::Some(#output) = ::core::option::Option::None::<#ty> { return #output; }
        )
    });
    silenced::divergence(&mut body);
    // What must not be returned is wrong where the body gives it.
    let (given, allow) = (placed(output, given(&input.body)), quote_spanned!(span()=> #[allow(unreachable_code)]));
    let krate = emitter.krate;
    let noted = noted.into_iter();
    let end = quote_spanned!(span()=> #(if false { #krate::machine::never(); #noted.like(&#output); })* #allow return #given;);
    match gives_place(&body) {
        true => {
            // Behind a label braces are never too many, which those of a function are not.
            let label = label.or_else(|| (body.stmts.len() == 1).then(|| quote_spanned!(span()=> '_body:)));
            quote_spanned!(span()=>
                #said
                #[allow(clippy::needless_late_init)]
                let #output: #ty;
                #output = #label #body;
                #end
            )
        }
        false => quote_spanned!(span()=> #said let #output: #ty = #label #body; #end),
    }
}

// Behind a `?` rustc says of what stands last in a closure that the type it should have was inferred from that. Of the value
// of a field it says no more than in the machine.
//
// From: `{ f()?; end }`
// Into: `{ f()?; Returned::<O> { 0: end }.0 }`
fn state_end(emitter: &Emitter<'_>, body: &mut Block) {
    let Some((Stmt::Expr(end, None), before)) = body.stmts.split_last_mut() else { return };
    let is_value = match end {
        // Clippy knows better what to do with a local that is bound to be returned.
        Expr::Path(path) => !path.path.get_ident().is_some_and(|name| is_bound_last(before, name)),
        // `Ok(x)` cannot be wrong as a whole.
        Expr::Call(call) => !makes_result(&call.func),
        Expr::Array(_) | Expr::Binary(_) | Expr::Lit(_) | Expr::Macro(_) | Expr::MethodCall(_) => true,
        Expr::Reference(_) | Expr::Struct(_) | Expr::Tuple(_) => true,
        _ => false,
    };
    if is_value {
        let (attributes, value) = split_attributes(end);
        let (krate, ty, here) = (emitter.krate, &emitter.output, span().located_at(spans::begin(&value)));
        *end = Expr::Verbatim(quote_spanned!(here=> #krate::machine::Returned::<#ty> { #attributes 0: #value }.0));
    }
}

/// `Ok`
fn makes_result(function: &Expr) -> bool {
    matches!(function, Expr::Path(name) if name.path.is_ident("Ok") || name.path.is_ident("Err") || name.path.is_ident("Some"))
}

/// `let x = f(); x`
fn is_bound_last(before: &[Stmt], name: &Ident) -> bool {
    let Some(Stmt::Local(Local { pat: Pat::Ident(bound), init: Some(init), .. })) = before.last() else { return false };
    bound.ident == *name && !matches!(*init.expr, Expr::Try(_))
}

/// Is there a `?` in the function's own code?
fn questions(body: &Block) -> bool {
    struct Finder(bool);
    impl Visit<'_> for Finder {
        fn visit_expr_try(&mut self, _: &ExprTry) {
            self.0 = true;
        }

        fn visit_item(&mut self, _: &Item) {}

        fn visit_expr_closure(&mut self, _: &ExprClosure) {}

        fn visit_expr_async(&mut self, _: &ExprAsync) {}
    }
    let mut finder = Finder(false);
    finder.visit_block(body);
    finder.0
}

/// Where the value of the body begins.
fn given(body: &Block) -> Span {
    match body.stmts.last() {
        Some(Stmt::Expr(tail, None)) => spans::begin(tail),
        _ => body.brace_token.span.close(),
    }
}

/// `list[0]`: if that cannot be moved out, rustc would advise to borrow it for the `let`.
fn gives_place(body: &Block) -> bool {
    let place = |tail: &Expr| matches!(tail, Expr::Field(_) | Expr::Index(_) | Expr::Unary(_));
    matches!(body.stmts.last(), Some(Stmt::Expr(tail, None)) if place(tail))
}

fn is_unit(output: &ReturnType) -> bool {
    match output {
        ReturnType::Default => true,
        ReturnType::Type(_, ty) => matches!(&**ty, Type::Tuple(tuple) if tuple.elems.is_empty()),
    }
}

/// Replaces each `return value` of the function by `break 'body value`.
struct Returns {
    /// Has it found one?
    with_value: bool,
    /// Has it found a `return;`, which stays?
    without_value: bool,
}

impl VisitMut for Returns {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        let Expr::Return(ExprReturn { attrs, return_token, expr: value }) = expr else { return };
        let Some(value) = value.take() else {
            self.without_value = true;
            return;
        };
        self.with_value = true;
        // Behind a label rustc finds it hard to read a block, or a loop.
        let is_hard = match &*value {
            Expr::Block(block) => block.label.is_none(),
            Expr::Loop(block) => block.label.is_none(),
            Expr::While(_) | Expr::ForLoop(_) => true,
            _ => false,
        };
        let value = if is_hard { syn::parse_quote_spanned!(span()=> (#value)) } else { value };
        *expr = Expr::Break(ExprBreak {
            attrs: std::mem::take(attrs),
            break_token: Token![break](return_token.span),
            label: Some(Lifetime::new("'body", span().located_at(return_token.span))),
            expr: Some(value),
        });
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
}

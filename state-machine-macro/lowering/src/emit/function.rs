//! The function around the machine.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{FnArg, Pat, PatIdent};

use super::{
    Emitter, anonymous, async_block, checked, items::items, names, names::span, native, resumed::Resumed, silenced,
};
use crate::model::{
    ids::{BlockId, LocalId},
    input::{Input, argument_name},
    local::LocalKind,
};
use crate::syntax::spans;

// From: `async fn f(mut x: T) -> O { body }`
// Into: `fn f(x: T) -> impl Future<Output = O> { enum ..; let _ = async move || body; return state_machine(..); }`
pub fn function(emitter: &Emitter<'_>, input: &Input) -> TokenStream {
    let Input { attrs, vis, .. } = input;
    let items = items(emitter, input);
    let (state_enum, drop_impl, slots_impl) = (emitter.state_enum(), emitter.drop_impl(), emitter.slots_impl());
    let tables = tables(emitter);
    let steps = steps(emitter);
    let argument = |_, name: &Ident| name.to_token_stream();
    let (noted, checked) = checked::checked_copy(emitter, input);
    let machine = hidden(emitter, input, told(emitter, noted.as_ref(), machine(emitter, input, &argument)));
    let krate = emitter.krate;
    let asks = emitter.asks_for_recursion.get().then(
        || quote_spanned!(span()=> use #krate::machine::{CalledOnReference as _, CalledOnSelf as _, CalledOnTwo as _, Unnamed as _};),
    );
    let inspect = input.shows_itself().then(|| emitter.inspect());
    let signature = signature(input, inspect.as_ref());
    // The trait does not say that its methods can be looked into.
    let refines = (inspect.is_some() && input.may_be_of_a_trait())
        .then(|| quote_spanned!(span()=> #[allow(refining_impl_trait)]));
    let (allow, silenced) = (allow(), silenced::of_must_use(attrs, &emitter.output));
    let function = quote!(#(#attrs)* #silenced #refines #vis #signature);
    let body = quote_spanned!(span()=>
        #(#items)*
        #state_enum
        #drop_impl
        #slots_impl
        #steps
        #tables
        #checked
        #asks
        #allow
        return #machine;
    );
    // It ends where the user's ends, so that what rustc says about the whole has a place.
    let mut tokens = function;
    input.body.brace_token.surround(&mut tokens, |tokens| tokens.extend(body));
    tokens
}

// What hides its type may nevertheless say what is in it, as `impl Iterator<Item = u64>` does. That holds for what the function
// returns; of the other copy it is known because both return the same, if they can.
//
// Into: `{ let machine = state_machine(..); if false { .. question(&noted, <its output>).answer(); } machine }`
fn told(emitter: &Emitter<'_>, noted: Option<&Ident>, machine: TokenStream) -> TokenStream {
    let Some(noted) = noted else { return machine };
    let [name, output] = ["machine", "output"].map(|name| emitter.names.beside(name));
    let krate = emitter.krate;
    quote_spanned!(span()=> {
        let #name = #machine;
        if false {
            use #krate::machine::Otherwise as _;
            #krate::machine::never();
            let #output = #krate::machine::Note::new();
            #output.output_of(&#name);
            #krate::machine::question(&#noted, #output.get()).answer();
        }
        #name
    })
}

// The type of a machine that somehow contains itself cannot be written down, but what a block of the compiler's keeps does not show.
//
// Into: `async move { let _ = (&a, &b); { state_machine(..) }.await }`
fn hidden(emitter: &Emitter<'_>, input: &Input, machine: TokenStream) -> TokenStream {
    if !emitter.machine.graph.function.as_ref().is_some_and(|function| function.hides) || input.shows_itself() {
        return machine;
    }
    // In this order they are dropped, if nobody ever polls it.
    let inputs = input.sig.inputs.iter().enumerate();
    let names = inputs.map(|(index, argument)| match argument {
        FnArg::Receiver(receiver) => Ident::new("self", receiver.self_token.span),
        FnArg::Typed(typed) => argument_name(input, &typed.pat, index),
    });
    quote_spanned!(span()=> async move {
        let _ = (#(&#names,)*);
        { #machine }.await
    })
}

/// Where it goes on, if that is anything else than the state.
pub fn steps(emitter: &Emitter<'_>) -> Option<TokenStream> {
    (!emitter.is_bare()).then(|| emitter.steps.declare(&emitter.title))
}

/// The lints are those of the other copy.
pub fn allow() -> TokenStream {
    quote_spanned!(span()=>
        #[allow(warnings, unused, nonstandard_style, future_incompatible, let_underscore)]
        #[allow(rust_2018_idioms, arithmetic_overflow, unconditional_panic)]
        #[allow(dangerous_implicit_autorefs, let_underscore_lock)]
        #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction))]
    )
}

/// What is known of the machine, if somebody wants to know.
pub fn tables(emitter: &Emitter<'_>) -> Option<TokenStream> {
    emitter.description.as_ref().map(|description| emitter.tables(description))
}

/// The parameters under plain names, and a future in place of `async`.
fn signature(input: &Input, inspect: Option<&TokenStream>) -> TokenStream {
    let mut sig = input.sig.clone();
    sig.asyncness = None;
    for (index, argument) in sig.inputs.iter_mut().enumerate() {
        match argument {
            // The checked copy cannot bind `self` again, so that `mut self` stays as it is.
            FnArg::Receiver(_) => {}
            FnArg::Typed(typed) => {
                let name = argument_name(input, &typed.pat, index);
                typed.attrs.extend(silenced::of_read(&name));
                *typed.pat = Pat::Ident(plain(name));
            }
        }
    }
    anonymous::name_lifetimes(&mut sig);
    let output = super::output(input);
    let written = std::mem::replace(&mut sig.output, syn::ReturnType::Default);
    let where_clause = sig.generics.where_clause.take();
    // `impl` captures what it captures in the edition of this crate; the rest is said where the user says it.
    let (begin, end) = match &written {
        syn::ReturnType::Default => (sig.paren_token.span.close(), sig.paren_token.span.close()),
        syn::ReturnType::Type(_, ty) => (spans::begin(ty), spans::end(ty)),
    };
    let [written, written_end] = [begin, end].map(|place| sig.fn_token.span.located_at(place));
    let impl_ = Ident::new("impl", span().located_at(begin));
    let inspect = inspect.map(|inspect| quote_spanned!(written_end=> + #inspect::Inspect));
    let close = quote_spanned!(written_end=> >);
    let future = quote_spanned!(written=> #impl_ ::core::future::Future<Output = #output #close #inspect);
    quote!(#sig -> #future #where_clause)
}

fn plain(ident: Ident) -> PatIdent {
    PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident, subpat: None }
}

/// What a parameter is given.
pub type Argument<'a> = dyn Fn(LocalId, &Ident) -> TokenStream + 'a;

/// `unsafe { let first = <first state>; .. state_machine(first, .., || <its type>, |state, cx| <poll>) }`
pub fn machine(emitter: &Emitter<'_>, input: &Input, argument: &Argument) -> TokenStream {
    let (krate, names) = (emitter.krate, &emitter.names);
    let (state_enum, state, cx, step) = (&names.state_enum, &names.state, &names.cx, &names.step);
    let arguments = emitter.machine.argument_fields().into_iter().map(|local| {
        let data = emitter.machine.graph.local(local);
        let (place, value) = (names.place(local), argument(local, &data.ident));
        debug_assert!(data.kind == LocalKind::Argument);
        let flag = emitter.machine.has_flag(local).then(|| {
            let flag = names.flag(local);
            quote_spanned!(span()=> , #flag: #krate::machine::Slot::vacant())
        });
        if emitter.is_bare() {
            return quote_spanned!(span()=> #place: #value);
        }
        quote_spanned!(span()=> #place: #krate::machine::Slot::new(#value) #flag)
    });
    let slots = if emitter.is_bare() { TokenStream::new() } else { emitter.slots() };
    let (done, step_enum, tag, running) = (emitter.steps.done(), &names.step_enum, &names.tag, &names.running);
    let dispatched = emitter.machine.blocks.iter().filter(|block| emitter.steps.lead_to(**block));
    let arms: Vec<TokenStream> = dispatched.map(|block: &BlockId| emitter.arm(*block)).collect();
    let (untold, notes) = (emitter.untold(), emitter.read_notes());
    let title = &emitter.title;
    let label = super::jump::poll_label();
    let end = match emitter.is_bare() {
        false => quote_spanned!(span()=> #running.completed(&#step, #title)),
        true => quote_spanned!(span()=> #krate::machine::completed(#title)),
    };
    let (told, asked) = (emitter.told_behind(), emitter.asked_behind());
    let steps = quote_spanned!(span()=> #(#arms)* #asked #end);
    let steps = if emitter.goes_back.get() { quote_spanned!(span()=> #label: loop { #steps }) } else { steps };
    let output = &emitter.output;
    let output = match emitter.resumed {
        Resumed::Poll => quote_spanned!(span()=> ::core::task::Poll<#output>),
        Resumed::Result => quote_spanned!(span()=> <#output as #krate::machine::Fallible>::Resumed),
        Resumed::Output => quote_spanned!(span()=> #output),
    };
    let constructor = names::ident(if input.block.is_some() { "state_machine_of_block" } else { "state_machine" });
    let (first, states) = (&names.first, &names.kind);
    let same = quote_spanned!(span()=> #krate::machine::States { state: ::core::marker::PhantomData, ..#states });
    let lifetimes = match emitter.lent[..] {
        [] => quote_spanned!(span()=> _),
        _ => names.lifetimes.to_token_stream(),
    };
    let typed = quote_spanned!(span()=> let (#state, #lifetimes) = #state.typed(#same););
    let native = &names.native;
    let kind = match native::is_noted(input) {
        false => quote_spanned!(span()=> || #same),
        true => quote_spanned!(span()=> || (
            #same,
            #krate::machine::Native { closure: ::core::marker::PhantomData, ..#native },
        )),
    };
    let borrowed = async_block::borrowed(input);
    let never_returns = async_block::never_returns(emitter);
    let poll = match emitter.is_bare() {
        false => quote_spanned!(span()=>
            #typed
            let #tag = #state.tag();
            let mut #step: #step_enum = #tag.read();
            #slots
            #notes
            #untold
            #told
            let #running = #tag.resume(&#step, #done);
            #never_returns
            #steps
        ),
        true => quote_spanned!(span()=>
            #typed
            #untold
            #never_returns
            #steps
        ),
    };
    let waits = (emitter.resumed == Resumed::Output).then(|| {
        let waits = &names.waits;
        quote_spanned!(span()=> , #waits)
    });
    let given = emitter.lifetimes(argument);
    // What is given is moved before.
    let (given, lifetimes) = match emitter.lent[..] {
        [] => (None, given),
        _ => (Some(quote_spanned!(span()=> let #lifetimes = #given;)), lifetimes),
    };
    let resume = quote_spanned!(span()=> |#state, #cx #waits| -> #output { #poll });
    let resume = match emitter.resumed {
        Resumed::Poll => resume,
        Resumed::Result => quote_spanned!(span()=> #krate::machine::fallible(#resume)),
        Resumed::Output => quote_spanned!(span()=> #krate::machine::returning(#resume)),
    };
    let machine = quote_spanned!(span()=> #krate::machine::#constructor(#first, #lifetimes, #kind, #resume));
    let machine = within(emitter, input, inspected(emitter, input, machine));
    quote_spanned!(span()=> unsafe {
        #borrowed
        #given
        let #first = #state_enum::Uninitialized { #(#arguments),* };
        let #states = #krate::machine::States::of(&#first);
        #machine
    })
}

// Into: `inspected(state_machine(..), |state, show| ..)`
fn inspected(emitter: &Emitter<'_>, input: &Input, machine: TokenStream) -> TokenStream {
    if !input.options.inspection.is_on() {
        return machine;
    }
    let (inspect, look) = (emitter.inspect(), emitter.look());
    quote_spanned!(span()=> #inspect::inspected(#machine, #look))
}

// Into: `within(Budget::<256>, state_machine(..))`
fn within(emitter: &Emitter<'_>, input: &Input, machine: TokenStream) -> TokenStream {
    let Some(most) = &input.options.max_size else { return machine };
    let inspect = emitter.inspect();
    quote_spanned!(span()=> #inspect::within(#inspect::Budget::<{ #most }>, #machine))
}

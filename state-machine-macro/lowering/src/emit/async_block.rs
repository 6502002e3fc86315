//! The expression around the machine of an `async` block.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::{Emitter, checked, function, names, names::span};
use crate::model::{
    graph::{End, Graph},
    ids::LocalId,
    input::{AsyncBlock, CaptureMode, Captured, Input},
};

// From: `async move { body }`
// Into: `{ enum ..; if false { let _ = async move { body }; unreachable!() } state_machine_of_block(..) }`
pub fn async_block(emitter: &Emitter<'_>, input: &Input, block: &AsyncBlock) -> TokenStream {
    let items = &emitter.machine.graph.items;
    let (state_enum, drop_impl) = (emitter.state_enum(), emitter.drop_impl());
    let steps = function::steps(emitter);
    let tables = function::tables(emitter);
    let allow = function::allow();
    let mut written = block.written.clone();
    checked::remove_items(&mut written.block.stmts);
    let (parts, locals) = (parts(emitter, block), locals(block));
    let machine = function::machine(emitter, input, &|parameter, _| part(parameter));
    let (name, krate, output) = (names::ident("machine"), emitter.krate, names::ident("output"));
    quote_spanned!(span()=> {
        #(#items)*
        #state_enum
        #drop_impl
        #steps
        #tables
        #parts
        let #output = #krate::machine::Output::new();
        if false {
            #locals
            let _ = #output.of(#written);
            ::core::unreachable!()
        }
        #allow
        let #name = #output.of(#machine);
        #name
    })
}

// A constant or a static may be called like a local. Here rustc says so, as it does wherever a local hides one.
fn locals(block: &AsyncBlock) -> Option<TokenStream> {
    let names: Vec<&Ident> =
        block.captured.iter().map(|captured| &captured.ident).filter(|name| *name != "self").collect();
    let units = names.iter().map(|_| quote!(()));
    (!names.is_empty()).then(|| quote_spanned!(span()=> #[allow(unused)] { let (#(mut #names,)*) = (#(#units,)*); }))
}

// A `move` block that names only `x.a` takes `x.a` alone, if it can, and the machine takes `x`. Where that is not the
// same, the program is refused: what the block takes is as large as what a closure takes that names the same.
//
// Into: `let parts = Parts::of(&x); if false { parts.named_in(&move || { &x.a; }) } parts.are_all();`
fn parts(emitter: &Emitter<'_>, block: &AsyncBlock) -> TokenStream {
    let krate = emitter.krate;
    let captured = block.captured.iter().filter(|captured| !captured.parts.is_empty());
    let captured = captured.filter(|_| block.written.capture.is_some());
    let parts = captured.map(|Captured { ident, parts, .. }| {
        let name = names::ident(&format!("{}_parts", ident.to_string().trim_start_matches("r#")));
        quote_spanned!(span()=>
            let #name = #krate::machine::Parts::of(&#ident);
            #[allow(warnings)]
            if false {
                #name.named_in(&move || { #(let _ = &#parts;)* });
                ::core::unreachable!()
            }
            #name.are_all();
        )
    });
    parts.collect()
}

// What is captured by reference has a place, too.
//
// Into: `let captured = (a, &b);`
pub fn captured(emitter: &Emitter<'_>, input: &Input) -> Option<TokenStream> {
    input.block.as_ref()?;
    let locals = emitter.machine.arguments();
    let values = locals.into_iter().map(|local| value(input, local, &emitter.machine.graph.local(local).ident));
    let captured = all_captured();
    Some(quote_spanned!(span()=> let #captured = (#(#values,)*);))
}

fn all_captured() -> Ident {
    names::ident("captured")
}

/// What a parameter is given.
fn part(parameter: LocalId) -> TokenStream {
    let (captured, index) = (all_captured(), syn::Index::from(parameter.index()));
    quote_spanned!(span()=> #captured.#index)
}

/// What is captured: the local, or a reference to it.
fn value(input: &Input, parameter: LocalId, ident: &Ident) -> TokenStream {
    match input.mode(parameter.index()) {
        CaptureMode::Value => quote!(#ident),
        CaptureMode::Shared => quote!(&#ident),
        CaptureMode::Mutable => quote!(&mut #ident),
    }
}

// A block that never returns has some output nevertheless, which rustc chooses.
//
// Into: `if false { return Poll::Ready(loop {}); }`
pub fn never_returns(emitter: &Emitter<'_>) -> Option<TokenStream> {
    let returns = |graph: &Graph| graph.blocks.iter().any(|block| matches!(block.end, End::Return(_)));
    let unknown = matches!(emitter.output, Type::Infer(_));
    (unknown && !returns(&emitter.machine.graph)).then(|| {
        quote_spanned!(span()=> if false {
            return ::core::task::Poll::Ready(loop {});
        })
    })
}

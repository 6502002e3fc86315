//! The expression around the machine of an `async` block.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use super::{
    Emitter, function,
    items::{items, remove_items},
    names,
    names::span,
};
use crate::model::{
    graph::{End, Graph},
    ids::LocalId,
    input::{AsyncBlock, CaptureMode, Captured, Input},
};

// From: `async move { body }`
// Into: `{ enum ..; if false { let _ = async move { body }; unreachable!() } state_machine_of_block(..) }`
pub fn async_block(emitter: &Emitter<'_>, input: &Input, block: &AsyncBlock) -> TokenStream {
    let items = items(emitter, input);
    let (state_enum, drop_impl, slots_impl) = (emitter.state_enum(), emitter.drop_impl(), emitter.slots_impl());
    let steps = function::steps(emitter);
    let tables = function::tables(emitter);
    let allow = function::allow();
    let mut written = block.written.clone();
    remove_items(emitter, &mut written.block);
    emitter.note_types(&mut written.block);
    let notes = emitter.notes();
    let (parts, locals) = (parts(emitter, block), locals(block));
    let machine = function::machine(emitter, input, &|parameter, name| part(input, parameter, name));
    let (name, krate, output) = (names::ident("machine"), emitter.krate, names::ident("output"));
    quote_spanned!(span()=> {
        #(#items)*
        #state_enum
        #drop_impl
        #slots_impl
        #steps
        #tables
        #parts
        let #output = #krate::machine::Output::new();
        #notes
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

// What is captured by reference is in a place, as what is captured by value is.
//
// Into: `let borrowed = (&a, &mut b);`
pub fn borrowed(input: &Input) -> Option<TokenStream> {
    let captured = input.block.iter().flat_map(|block| &block.captured);
    let references: Vec<TokenStream> = captured
        .filter_map(|Captured { ident, mode, .. }| match mode {
            CaptureMode::Value => None,
            CaptureMode::Shared => Some(quote!(&#ident)),
            CaptureMode::Mutable => Some(quote!(&mut #ident)),
        })
        .collect();
    let borrowed = all_borrowed();
    (!references.is_empty()).then(|| quote_spanned!(span()=> let #borrowed = (#(#references,)*);))
}

fn all_borrowed() -> Ident {
    names::ident("borrowed")
}

/// What a parameter is given: the local, or a reference to it.
fn part(input: &Input, parameter: LocalId, ident: &Ident) -> TokenStream {
    let is_borrowed = |index: &usize| input.mode(*index) != CaptureMode::Value;
    if !is_borrowed(&parameter.index()) {
        return quote!(#ident);
    }
    let (borrowed, before) = (all_borrowed(), (0..parameter.index()).filter(is_borrowed).count());
    let index = syn::Index::from(before);
    quote_spanned!(span()=> #borrowed.#index)
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

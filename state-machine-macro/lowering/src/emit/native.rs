//! The compiler's future of the same body, of which a machine notes the type: the machine is `Send` only if that is, and rustc explains
//! by its `.await`s why it is not.
//!
//! The type of that future names each type that the function is told, and so would be written down, in what a debugger reads, more often for
//! each machine around it. So functions with types of their own do not note it, and no block: its copy is another closure's.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::quote_spanned;
use syn::{FnArg, GenericParam, Ident, Type};

use super::{
    Emitter,
    names::{ident, span},
};
use crate::{
    model::input::{Input, argument_name},
    syntax::types::{is_opaque, may_be_copied},
};

/// Does the machine note it? A parameter with an attribute may not be there.
pub fn is_noted(input: &Input) -> bool {
    let is_type = |param: &GenericParam| matches!(param, GenericParam::Type(_));
    let is_told =
        |argument: &FnArg| matches!(argument, FnArg::Typed(typed) if is_opaque(&typed.ty) || !typed.attrs.is_empty());
    let generics = &input.sig.generics;
    input.block.is_none() && !generics.params.iter().any(is_type) && !input.sig.inputs.iter().any(is_told)
}

// Into: `let native = Native::new();`
pub fn noted(emitter: &Emitter<'_>, input: &Input) -> Option<TokenStream> {
    let (native, krate) = (&emitter.names.native, emitter.krate);
    is_noted(input).then(|| quote_spanned!(span()=> let #native = #krate::machine::Native::new();))
}

// What is captured moves into the body, as parameters do. `self` moves into a closure only if it is more than looked at, so that
// a method has a block. What a closure or block from another crate's macro captures, rustc does not call by its name when it speaks of
// borrows; so this one begins and ends where the function does.
//
// Into: `native.is(async || { body });`
pub fn of_body(emitter: &Emitter<'_>, input: &Input, body: TokenStream) -> TokenStream {
    let mut block = Group::new(Delimiter::Brace, body);
    block.set_span(input.body.brace_token.span.join());
    let (receiver, native) = (input.sig.asyncness.filter(|_| input.sig.receiver().is_some()), &emitter.names.native);
    let is_noted = is_noted(input);
    let Some(start) = receiver else {
        return match is_noted {
            false => quote_spanned!(span()=> let _ = async || #block;),
            true => quote_spanned!(span()=> #native.is(async || #block);),
        };
    };
    let block = quote_spanned!(start.span=> async move #block);
    match is_noted {
        false => quote_spanned!(span()=> let _ = #block;),
        true => quote_spanned!(span()=> #native.is(move || #block);),
    }
}

// A closure without `move` captures what is copied by reference, which is `Send` only if that is `Sync`.
//
// Into: `let _whole_0 = Whole::of(x);`
pub fn whole(emitter: &Emitter<'_>, input: &Input) -> TokenStream {
    let krate = emitter.krate;
    let parameters = input.sig.inputs.iter().enumerate().filter_map(|(index, argument)| match argument {
        FnArg::Typed(typed) if is_whole(input, &typed.ty) => {
            let (name, whole) = (argument_name(input, &typed.pat, index), named_whole(index));
            Some(quote_spanned!(span()=> let #whole = #krate::machine::Whole::of(#name);))
        }
        _ => None,
    });
    parameters.collect()
}

/// The parameter, as the closure captures it, if not by its name.
pub fn captured(input: &Input, ty: &Type, index: usize) -> Option<TokenStream> {
    let whole = named_whole(index);
    is_whole(input, ty).then(|| quote_spanned!(span()=> #whole.get()))
}

/// Of a name that rustc does not say is never read, and that is no parameter's.
fn named_whole(index: usize) -> Ident {
    ident(&format!("_whole_{index}"))
}

fn is_whole(input: &Input, ty: &Type) -> bool {
    is_noted(input) && input.sig.receiver().is_none() && may_be_copied(ty)
}

// What the parameters are is said outside of the block in which the function stands: they may be called like it.
//
// Into: `let _whole_0 = like(&x); { function; native.is(move || f(_whole_0)); }`
pub fn of_function(emitter: &Emitter<'_>, input: &Input, function: &TokenStream) -> TokenStream {
    let (sig, native, krate) = (&input.sig, &emitter.names.native, emitter.krate);
    if !is_noted(input) {
        return quote_spanned!(span()=> #[allow(dead_code)] #function);
    }
    let name = &sig.ident;
    let typed = sig.inputs.iter().enumerate().filter_map(|(index, argument)| match argument {
        FnArg::Receiver(_) => None,
        FnArg::Typed(typed) => Some((index, typed)),
    });
    let (likes, arguments): (Vec<_>, Vec<_>) = typed
        .map(|(index, typed)| {
            let (name, whole) = (argument_name(input, &typed.pat, index), named_whole(index));
            (quote_spanned!(span()=> let #whole = #krate::machine::like(&#name);), whole)
        })
        .unzip();
    let constants = sig.generics.const_params().map(|param| &param.ident);
    quote_spanned!(span()=>
        #(#likes)*
        {
            #function
            #native.is(move || #name::<#(#constants),*>(#(#arguments),*));
        }
    )
}

//! The attribute `#[manual_async]` and the macro `machine!`, a shim over `manual-async-lowering`. Use it through the crate `manual-async`.
#![forbid(unsafe_code)]

mod purpose;

use proc_macro::TokenStream;

use purpose::purpose;

/// Rewrites an `async fn` into an explicit state machine. See the documentation of the crate `manual-async`.
#[proc_macro_attribute]
pub fn manual_async(arguments: TokenStream, item: TokenStream) -> TokenStream {
    manual_async_lowering::manual_async_by_edition(arguments.into(), item.into(), purpose()).into()
}

/// Rewrites an `async` block into an explicit state machine. See the documentation of the crate `manual-async`.
#[proc_macro]
pub fn machine(tokens: TokenStream) -> TokenStream {
    manual_async_lowering::machine_by_edition(tokens.into(), purpose()).into()
}

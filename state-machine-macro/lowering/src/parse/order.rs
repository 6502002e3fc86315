//! The order of attributes: those below `#[manual_async]` that are macros come first, as if it stood last.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;
use syn::parse::{ParseStream, Parser};

use super::{attributes, function, options, unchecked, ungroup};

/// The item with this attribute behind all others, if another one below has to come first.
///
/// What rewrites an `async fn` wants to see one. So whatever the order in which they are written, it sees what the user
/// wrote, and this attribute what the others have made of it.
///
/// from:
/// ```text
/// #[manual_async]
/// #[instrument]
/// async fn f() {}
/// ```
/// into:
/// ```text
/// #[instrument]
/// #[manual_async(last)]
/// async fn f() {}
/// ```
pub fn behind_others(arguments: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    let (attrs, rest) = split(ungroup(item.clone()))?;
    let arguments = ungroup(arguments.clone());
    let options = unchecked(|errors| options::read(arguments.clone(), errors));
    if options.last || options.skip.is_some() || attrs.iter().any(attributes::is_own) {
        return None;
    }
    if !attrs.iter().any(attributes::rewrites) {
        return None;
    }
    unchecked(|errors| function::read(ungroup(item.clone()), errors)).map(|_| {
        let krate = options.krate;
        let comma = (!arguments.is_empty()).then(|| quote!(,));
        quote!(#(#attrs)* #[#krate::manual_async(last #comma #arguments)] #rest)
    })
}

/// The attributes of an item, and all that stands behind them.
fn split(item: TokenStream) -> Option<(Vec<Attribute>, TokenStream)> {
    let parser = |input: ParseStream| Ok((input.call(Attribute::parse_outer)?, input.parse()?));
    parser.parse2(item).ok()
}

//! The order of attributes: those below `#[manual_async]` that are macros come first, as if it stood last.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::Attribute;
use syn::parse::Parser;

use super::{Source, attributes, function, options, unchecked, ungroup};

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
    if !attrs.iter().any(attributes::rewrites) {
        return None;
    }
    let arguments = ungroup(arguments.clone());
    let options = unchecked(|errors| options::read(arguments.clone(), errors));
    if options.last || options.skip.is_some() || attrs.iter().any(attributes::is_own) {
        return None;
    }
    unchecked(|errors| function::read(Source::Tokens(item.clone()), errors)).map(|_| {
        let krate = options.krate;
        let comma = (!arguments.is_empty()).then(|| quote!(,));
        quote!(#(#attrs)* #[#krate::manual_async(last #comma #arguments)] #rest)
    })
}

/// The attributes of an item, and all that stands behind them.
fn split(item: TokenStream) -> Option<(Vec<Attribute>, TokenStream)> {
    let mut trees = item.into_iter().peekable();
    let mut attrs = TokenStream::new();
    while let Some(hash) = trees.next_if(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '#')) {
        attrs.extend([hash].into_iter().chain(trees.next()));
    }
    Some((Attribute::parse_outer.parse2(attrs).ok()?, trees.collect()))
}

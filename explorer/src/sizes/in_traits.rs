//! Methods of traits.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{FnArg, ItemImpl, Path, PathArguments, Signature, parse_quote};

/// A trait of its own for what is made of a method, and for each of that the path.
///
/// from: `impl Read for File { async fn read(&self) {} }`, into: `trait Measured7: Read { async fn native_read(&self); .. }
/// impl Measured7 for File { .. }`
pub fn beside<const COUNT: usize>(
    methods: &ItemImpl,
    made: [&Signature; COUNT],
    number: usize,
    code: &str,
) -> Option<([String; COUNT], String)> {
    let (path, ..) = methods.trait_.as_ref().map(|(path, rest)| (path, rest))?;
    let (own, ty, clause) = (format_ident!("Measured{number}"), &methods.self_ty, &methods.generics.where_clause);
    let generics = &methods.generics;
    let (_, arguments, _) = generics.split_for_impl();
    let declared = made.map(declared);
    let cfgs: TokenStream = methods
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .map(ToTokens::to_token_stream)
        .collect();
    let imported = imported(path);
    let declaration = quote! {
        #cfgs use #imported as _;
        #cfgs trait #own #generics: #path #clause { #(#declared;)* }
        #cfgs impl #generics #own #arguments for #ty #clause
    };
    let (ty, arguments) = (without_lifetimes(ty.to_token_stream()), without_lifetimes(arguments.to_token_stream()));
    let path = |name: &Ident| format!("<{ty} as {own}{arguments}>::{name}");
    Some((made.map(|sig| path(&sig.ident)), format!("{declaration} {{\n{code}\n}}\n")))
}

/// Without a body there are no patterns.
fn declared(sig: &Signature) -> Signature {
    let mut sig = sig.clone();
    for argument in &mut sig.inputs {
        if let FnArg::Typed(argument) = argument {
            *argument.pat = parse_quote!(_);
        }
    }
    sig
}

/// from: `io::Read<'a, u8>`, into: `io::Read`
fn imported(path: &Path) -> Path {
    let mut path = path.clone();
    path.segments.iter_mut().for_each(|segment| segment.arguments = PathArguments::None);
    path
}

/// from: `Parser<'a>`, into: `Parser<'_>`
pub fn without_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut after_quote = false;
    let without = |tree: TokenTree| {
        let name =
            std::mem::replace(&mut after_quote, matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == '\''));
        match tree {
            TokenTree::Ident(ident) if name => TokenTree::Ident(Ident::new("_", ident.span())),
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), without_lifetimes(group.stream())))
            }
            other => other,
        }
    };
    tokens.into_iter().map(without).collect()
}

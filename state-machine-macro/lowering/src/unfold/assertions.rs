//! Macros that may not evaluate all their arguments: assertions and their messages, `matches!`, `dbg!`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{
    Expr, Macro, Pat, Token,
    parse::{ParseStream, Parser},
    punctuated::Punctuated,
    spanned::Spanned,
};

use super::{name, site};
use crate::syntax::{
    awaits,
    head::head,
    known,
    macros::{self, Shape},
    text::readable,
    values::{leaves_rest, names_anything},
};

/// The arguments, if there are awaits from the one at `from` on.
fn lazy(mac: &Macro, from: usize) -> Option<Vec<Expr>> {
    let (Shape::Format { args, .. } | Shape::Exprs { args, .. }) = macros::shape(mac) else { return None };
    args.iter().skip(from).any(awaits::in_expr).then_some(args)
}

// From: `debug_assert!(f().await)`
// Into: `if cfg!(debug_assertions) { assert!(f().await); }`
pub fn debug(mac: &Macro) -> Option<Expr> {
    let (span, tokens, name) = (mac.path.span(), &mac.tokens, known::name(mac));
    let assertion = format_ident!("{}", name.strip_prefix("debug_")?, span = span);
    let plain = quote_spanned!(span=> if ::core::cfg!(debug_assertions) { ::core::#assertion!(#tokens); });
    syn::parse2(plain).ok()
}

// From: `assert!(condition, "{}", message().await)`, and the same with `ensure!`
// Into: `if !condition { assert!(false, "{}", message().await) }`
pub fn condition(mac: &Macro) -> Option<Expr> {
    let args = lazy(mac, 1)?;
    let (condition, message) = args.split_first()?;
    if matches!(condition, Expr::Lit(_)) {
        return None;
    }
    let (span, path) = (mac.path.span(), &mac.path);
    syn::parse2(quote_spanned!(span=> if !(#condition) { #path!(false, #(#message),*); })).ok()
}

// From: `assert_eq!(a().await, b, "{}", message().await)`
// Into: `match (&a().await, &b) { (left, right) => if !(*left == *right) { panic!(..) } }`
pub fn comparison(mac: &Macro) -> Option<Expr> {
    let args = lazy(mac, 2)?;
    let [a, b, message @ ..] = &args[..] else { return None };
    let (operator, fails) = match &*known::name(mac) {
        "assert_eq" => ("==", quote!(!)),
        _ => ("!=", TokenStream::new()),
    };
    let text = format!("assertion `left {operator} right` failed: {{}}\n  left: {{:?}}\n right: {{:?}}");
    let (left, right) = (name("left_value", mac), name("right_value", mac));
    // Where it panics is where the macro stands.
    let panic = quote_spanned!(mac.path.span()=> ::core::panic!);
    let plain = quote_spanned!(site(mac)=> match (&(#a), &(#b)) {
        (#left, #right) => if #fails (*#left == *#right) {
            #panic(#text, ::core::format_args!(#(#message),*), &*#left, &*#right)
        }
    });
    syn::parse2(plain).ok()
}

// A pattern that names something may take the value, or a part of it.
//
// From: `matches!(value(), pattern if guard().await)`, `matches!(value(), Some((x, _)) if x > 1)`
// Into: `match value() { pattern if guard().await => true, _ => false }`
pub fn matched(mac: &Macro) -> Option<Expr> {
    let Shape::Matches { value, pat, guard, .. } = macros::shape(mac) else { return None };
    let is_name = matches!(&value, Expr::Path(path) if path.path.get_ident().is_some_and(|name| name != "self"));
    let takes = names_anything(&pat) && (is_name || leaves_rest(&value));
    let value = head(value);
    let guards = guard.iter().map(|guard| quote!(if #guard));
    let plain = quote_spanned!(site(mac)=> match #value { #pat #(#guards)* => true, _ => false });
    let is_needed = takes || guard.as_ref().is_some_and(awaits::in_expr);
    is_needed.then(|| syn::parse2(plain).ok())?
}

// The crate of that name does something with what matches.
//
// From: `assert_matches!(f().await, Some(x) => g(x))`
// Into: `match f().await { Some(x) => g(x), ref other => panic!(.., other, "Some(x)") }`
pub fn asserted(mac: &Macro) -> Option<Expr> {
    let (value, pat, guard, arm, message) = with_arm.parse2(mac.tokens.clone()).ok()?;
    let (value, other, panic) = (head(value), name("other", mac), quote_spanned!(mac.path.span()=> ::core::panic!));
    let guard = guard.map(|guard| quote!(if #guard));
    let text =
        format!("assertion failed: `{{:?}}` does not match `{{}}`{}", if message.is_empty() { "" } else { ": {}" });
    let message = (!message.is_empty()).then(|| quote!(, ::core::format_args!(#(#message),*)));
    let wanted = readable(&quote!(#pat #guard));
    let plain = quote_spanned!(site(mac)=> match #value {
        #pat #guard => #arm,
        ref #other => #panic(#text, #other, #wanted #message)
    });
    syn::parse2(plain).ok()
}

type WithArm = (Expr, Pat, Option<Expr>, Expr, Vec<Expr>);

/// `value, pattern if guard => arm, "text", argument`
fn with_arm(input: ParseStream) -> syn::Result<WithArm> {
    let (value, pat, guard) = macros::value_and_pattern(input)?;
    input.parse::<Token![=>]>()?;
    let arm = input.parse()?;
    input.parse::<Option<Token![,]>>()?;
    let message = Punctuated::<Expr, Token![,]>::parse_terminated(input)?;
    Ok((value, pat, guard, arm, message.into_iter().collect()))
}

// From: `dbg!(f().await)`
// Into: `match f().await { shown => { eprintln!("[{}:{}:{}] {} = {:#?}", .., "f().await", &shown); shown } }`
pub fn shown(mac: &Macro) -> Option<Expr> {
    let Shape::Exprs { args, .. } = macros::shape(mac) else { return None };
    let (shown, span) = (name("shown", mac), mac.path.span());
    let place = quote_spanned!(span=> ::core::file!(), ::core::line!(), ::core::column!());
    let values = args.iter().map(|arg| {
        let value = head(arg.clone());
        quote_spanned!(site(mac)=> match #value {
            #shown => {
                ::std::eprintln!("[{}:{}:{}] {} = {:#?}", #place, ::core::stringify!(#arg), &&#shown);
                #shown
            }
        })
    });
    let values: Vec<_> = values.collect();
    syn::parse2(if let [one] = &values[..] { one.clone() } else { quote!((#(#values,)*)) }).ok()
}

//! `select!`, with its handlers outside of it.
//!
//! Which branch is taken is for the macro to say, in an `async` block (see [`super::concurrent`]). What a branch then
//! does is ours: there are awaits and jumps in it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{
    Expr, Macro, Pat, PatIdent,
    visit_mut::{self, VisitMut},
};

use super::{Unfolder, concurrent::evaluate_before, site};
use crate::syntax::select::Select;
use crate::syntax::{
    known,
    macros::{self, Shape},
};

impl Unfolder<'_> {
    // From: `select! { Some(x) = next() => handler(x).await, else => other().await }`
    // Into: `{ enum Selected<T0> { Branch0(T0), Other0 }
    //          match async { select! { value @ Some(_) = next() => Selected::Branch0(value), else => Selected::Other0 } }.await {
    //              Selected::Branch0(Some(x)) => handler(x).await, .., _ => unreachable!() } }`
    pub(super) fn select(&mut self, mac: &Macro) -> Option<Expr> {
        let mut shape = macros::shape(mac);
        let site = site(mac);
        let is_of_futures = is_of_futures(mac, &mut shape);
        if is_of_futures {
            borrow_names(&mut shape);
        }
        let before = evaluate_before(&mut shape, mac, is_of_futures);
        let Shape::Select(select) = shape else { return None };
        let selected = format_ident!("Selected{}", self.selects, span = site);
        self.selects += 1;
        let (choice, arms, declared) = split(select, &selected, site);
        let path = &mac.path;
        syn::parse2(quote_spanned!(site=> {
            #declared
            #before
            match async { #path! { #choice } }.await { #arms _ => ::core::unreachable!("failed to match bind"), }
        }))
        .ok()
    }
}

/// The macro that chooses, the arms for what it chose, and the enum between them.
fn split(mut select: Select, selected: &Ident, site: Span) -> (TokenStream, TokenStream, TokenStream) {
    let (mut arms, mut variants) = (TokenStream::new(), TokenStream::new());
    let mut generics = Vec::new();
    let value = Ident::new("value", site);
    for (index, branch) in select.branches.iter_mut().enumerate() {
        let variant = format_ident!("Branch{index}", span = site);
        let generic = format_ident!("T{index}", span = site);
        let handler = std::mem::replace(&mut branch.handler, syn::parse_quote!(#selected::#variant(#value)));
        let pat = branch.pat.clone();
        branch.pat = chosen(pat.clone(), &value);
        arms.extend(quote_spanned!(site=> #selected::#variant(#pat) => #handler,));
        variants.extend(quote_spanned!(site=> #variant(#generic),));
        generics.push(generic);
    }
    for (index, (_, handler)) in select.others.iter_mut().enumerate() {
        let variant = format_ident!("Other{index}", span = site);
        let handler = std::mem::replace(handler, syn::parse_quote!(#selected::#variant));
        arms.extend(quote_spanned!(site=> #selected::#variant => #handler,));
        variants.extend(quote_spanned!(site=> #variant,));
    }
    let doc = " The branch that `select!` has chosen, with what its future gave.";
    let declared = quote_spanned!(site=> #[doc = #doc] enum #selected<#(#generics),*> { #variants });
    (select.into_tokens(), arms, declared)
}

// From: `Some(mut x)`
// Into: `value @ Some(_)`
fn chosen(mut pat: Pat, value: &Ident) -> Pat {
    struct Unbound;
    impl VisitMut for Unbound {
        fn visit_pat_mut(&mut self, pat: &mut Pat) {
            visit_mut::visit_pat_mut(self, pat);
            if let Pat::Ident(bound) = pat
                && !bound.ident.to_string().starts_with(char::is_uppercase)
            {
                *pat = match bound.subpat.take() {
                    Some((_, subpat)) => *subpat,
                    None => syn::parse_quote!(_),
                };
            }
        }

        // `Point { x, .. }`
        fn visit_field_pat_mut(&mut self, field: &mut syn::FieldPat) {
            if field.colon_token.is_none() {
                field.colon_token = Some(Default::default());
            }
            visit_mut::visit_field_pat_mut(self, field);
        }
    }
    Unbound.visit_pat_mut(&mut pat);
    match pat {
        Pat::Wild(_) => syn::parse_quote!(#value),
        Pat::Or(_) => syn::parse_quote!(#value @ (#pat)),
        pat => Pat::Ident(PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: value.clone(),
            subpat: Some((Default::default(), Box::new(pat))),
        }),
    }
}

/// As far as the call shows.
fn is_of_futures(mac: &Macro, shape: &mut Shape) -> bool {
    let Shape::Select(select) = shape else { return false };
    let by_path = known::is_of_futures(mac);
    let by_other = select.others.iter().any(|(name, _)| name == "complete" || name == "default");
    by_path || by_other || known::name(mac) == "select_biased"
}

// A name alone is borrowed, and not moved.
//
// From: `futures::select! { x = future => .. }`
// Into: `futures::select! { x = &mut future => .. }`
fn borrow_names(shape: &mut Shape) {
    for value in shape.values() {
        if matches!(value, Expr::Path(_)) {
            *value = syn::parse_quote!(&mut #value);
        }
    }
}

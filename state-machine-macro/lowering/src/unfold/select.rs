//! `select!`, with its handlers outside of it.
//!
//! Which branch is taken is for the macro to say. It is asked at each poll, in an `async` block that lives no longer: all that it has to
//! remember, the futures and which of them are done, belongs to the machine. What a branch then does does so too: there are
//! awaits and jumps in it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::{
    Expr, Macro, Pat, PatIdent, Path,
    visit_mut::{self, VisitMut},
};

use super::{
    Unfolder,
    concurrent::{MOST, awaited_beside, crate_of, evaluate_before, one_by_one},
    site,
};
use crate::syntax::{
    known::{self, Crate},
    macros::{self, Shape},
    select::Select,
};

impl Unfolder<'_> {
    // From: `select! { Some(x) = next() => handler(x).await, else => other().await }`
    // Into: `{ enum Selected<T0> { Branch0(T0), Other0 }
    //          let output_of_select_0 = <what gives a `Selected`>;
    //          match output_of_select_0 {
    //              Selected::Branch0(Some(x)) => handler(x).await, .., _ => unreachable!() } }`
    //
    // What the arms leave of the output is dropped with the block's locals, in all editions: in the head of the `match` it would be a
    // temporary of the block's tail.
    pub(super) fn select(&mut self, mac: &Macro) -> Option<Expr> {
        let mut shape = macros::shape(mac);
        let site = site(mac);
        let of = of(mac, &mut shape);
        if of == Some(Crate::Futures) {
            borrow_names(&mut shape);
        }
        let is_short = matches!(&shape, Shape::Select(select) if (1..=MOST).contains(&select.branches.len()));
        let known = of.filter(|_| is_short);
        let before = match known {
            Some(_) => TokenStream::new(),
            None => evaluate_before(&mut shape, mac, of == Some(Crate::Futures)),
        };
        let Shape::Select(mut select) = shape else { return None };
        if known == Some(Crate::Tokio) {
            panic_without_else(&mut select);
        }
        let selected = format_ident!("Selected{}", self.selects, span = site);
        let output = format_ident!("output_of_select_{}", self.selects, span = site);
        self.selects += 1;
        let (select, arms, declared) = split(select, &selected, site);
        let krate = &self.input.options.krate;
        let choice = match known {
            Some(Crate::Tokio) => by_tokio(mac, select, krate)?,
            Some(Crate::Futures) => by_futures(mac, select, krate)?,
            None => awaited(mac, select.into_tokens()),
        };
        syn::parse2(quote_spanned!(site=> {
            #declared
            #before
            let #output = #choice;
            match #output { #arms _ => ::core::unreachable!("failed to match bind"), }
        }))
        .ok()
    }
}

// Into: `async { select! { value @ Some(_) = next() => Selected::Branch0(value), else => Selected::Other0 } }.await`
fn awaited(mac: &Macro, choice: TokenStream) -> TokenStream {
    let path = &mac.path;
    quote_spanned!(site(mac)=> async { #path! { #choice } }.await)
}

// From: `select! { value @ Some(_) = next(), if n > 1 => Selected::Branch0(value), value = last() => Selected::Branch1(value) }`
// Into: `{ let condition_0 = n > 1;
//          let selected = (next(), last());
//          select_if([condition_0, true], selected, |branches, cx| {
//              let (branch_0, branch_1) = branches.each();
//              poll_once(async { select! {
//                  value @ Some(_) = branch_0, if branch_0.is_open() => Selected::Branch0(value),
//                  value = branch_1.future => Selected::Branch1(value),
//              } }, cx)
//          }).await }`
fn by_tokio(mac: &Macro, mut select: Select, krate: &Path) -> Option<TokenStream> {
    let site = site(mac);
    let (mut before, mut conditions, mut has_conditions) = (TokenStream::new(), Vec::new(), false);
    let (mut futures, mut names) = (Vec::new(), Vec::new());
    for (index, branch) in select.branches.iter_mut().enumerate() {
        let name = format_ident!("branch_{index}", span = site);
        let may_close = branch.condition.is_some() || !binds_all(&branch.pat);
        let is_open = may_close.then(|| syn::parse_quote!(#name.is_open()));
        let polled = if may_close { syn::parse_quote!(#name) } else { syn::parse_quote!(#name.future) };
        conditions.push(match std::mem::replace(&mut branch.condition, is_open) {
            Some(condition) => {
                let name = format_ident!("condition_{index}", span = site);
                before.extend(quote_spanned!(site=> let #name = #condition;));
                has_conditions = true;
                name
            }
            None => Ident::new("true", site),
        });
        futures.push(std::mem::replace(&mut branch.future, polled));
        names.push(name);
    }
    let polls = polls(mac, names, select, krate);
    let call = match has_conditions {
        true => quote_spanned!(site=> #krate::machine::select_if([#(#conditions),*], selected, #polls)),
        false => quote_spanned!(site=> #krate::machine::select(selected, #polls)),
    };
    let awaited = awaited_beside(mac, futures.len(), call)?;
    Some(quote_spanned!(site=> { #before let selected = (#(#futures,)*); #awaited }))
}

// From: `select! { value = next() => Selected::Branch0(value), value = &mut last => Selected::Branch1(value) }`
// Into: `{ let selected_0 = next();
//          let selected_1 = &mut last;
//          select(LastFirst((selected_1, selected_0)), |branches, cx| {
//              let (mut branch_0, mut branch_1) = branches.each();
//              poll_once(async { select! { value = branch_0 => Selected::Branch0(value), .. } }, cx)
//          }).await }`
fn by_futures(mac: &Macro, mut select: Select, krate: &Path) -> Option<TokenStream> {
    let site = site(mac);
    let (mut futures, mut names) = (Vec::new(), Vec::new());
    for (index, branch) in select.branches.iter_mut().enumerate() {
        let name = format_ident!("branch_{index}", span = site);
        let future = std::mem::replace(&mut branch.future, syn::parse_quote!(#name));
        futures.push(quote_spanned!(site=> #future));
        names.push(quote_spanned!(site=> mut #name));
    }
    let count = futures.len();
    let (before, futures) = one_by_one(futures, "selected", krate, site);
    let polls = polls(mac, names, select, krate);
    let awaited = awaited_beside(mac, count, quote_spanned!(site=> #krate::machine::select(#futures, #polls)))?;
    Some(quote_spanned!(site=> { #before #awaited }))
}

// Into: `|branches, cx| { let (branch_0, ..) = branches.each(); poll_once(async { select! { .. } }, cx) }`
fn polls(mac: &Macro, names: Vec<impl ToTokens>, select: Select, krate: &Path) -> TokenStream {
    let (path, choice) = (&mac.path, select.into_tokens());
    quote_spanned!(site(mac)=> |branches, cx| {
        let (#(#names,)*) = branches.each();
        #krate::machine::poll_once(async { #path! { #choice } }, cx)
    })
}

// What it polls is dropped before it panics, as natively.
//
// From: `select! { Some(x) = next() => x }`
// Into: `select! { Some(x) = next() => x, else => panic!("..") }`
fn panic_without_else(select: &mut Select) {
    let may_close = select.branches.iter().any(|branch| branch.condition.is_some() || !binds_all(&branch.pat));
    if may_close && select.others.is_empty() {
        let panics = syn::parse_quote!(::core::panic!("all branches are disabled and there is no else branch"));
        select.others.push((Ident::new("else", Span::mixed_site()), panics));
    }
}

/// Does a branch with this pattern take whatever its future gives?
fn binds_all(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(bound) => bound.subpat.is_none() && !bound.ident.to_string().starts_with(char::is_uppercase),
        Pat::Tuple(tuple) => tuple.elems.iter().all(|pat| matches!(pat, Pat::Rest(_)) || binds_all(pat)),
        Pat::Paren(paren) => binds_all(&paren.pat),
        _ => false,
    }
}

/// The macro that chooses, the arms for what it chose, and the enum between them.
fn split(mut select: Select, selected: &Ident, site: Span) -> (Select, TokenStream, TokenStream) {
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
    (select, arms, declared)
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

/// Whose macro is it, as far as the call and the file show?
fn of(mac: &Macro, shape: &mut Shape) -> Option<Crate> {
    let Shape::Select(select) = shape else { return None };
    let by_path = known::is_of_futures(mac);
    let by_other = select.others.iter().any(|(name, _)| name == "complete" || name == "default");
    let is_of_futures = by_path || by_other || known::name(mac) == "select_biased";
    if is_of_futures { Some(Crate::Futures) } else { crate_of(mac) }
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

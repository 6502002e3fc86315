//! Logging macros, which evaluate what they are given only if somebody listens.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{
    Expr, ExprAsync, ExprAwait, ExprClosure, Item, Lifetime, Macro, Path,
    visit_mut::{self, VisitMut},
};

use super::{has_effect, name, name_awaiting, site};
use crate::{
    definitions,
    syntax::{
        awaits, known,
        macros::{self, Shape},
        text::pieces,
    },
};

// From: `info!(id = %f().await, "text {}", x)`
// Into: `if 'listens: { info!(id = %{ break 'listens true; <as if f().await> }, "text {}", x); false } {
//            match (f().await,) { (value,) => info!(id = %value, "text {}", x) } }`
pub fn logged(mac: &Macro, krate: &Path) -> Option<Expr> {
    let Shape::Fields(_) = macros::shape(mac) else { return None };
    if known::name(mac).ends_with("span") {
        return spanned(mac, krate);
    }
    let (asked, listens) = (asked(mac, krate, &quote!(true)), listens(site(mac)));
    let mut mac = mac.clone();
    let (names, values) = name_awaiting(&mut mac);
    syn::parse2(quote_spanned!(site(&mac)=>
        if #listens: { #asked; false } {
            match (#(#values,)*) { (#(#names,)*) => { #mac; } }
        }
    ))
    .ok()
}

// `slog` and `tracing` have macros of the same names: what the first of them is given is a logger, or a field that is named like what it
// shows. Only `slog` knows what comes behind a semicolon.
//
// From: `info!(self.log, "text")`
// Into: `info!(self.log, "text";)`
pub fn say_that_it_is_of_slog(mac: &mut Macro) {
    if !known::names_fields(&known::name(mac)) || known::is_of_slog(mac) || awaits::in_macro(mac) {
        return;
    }
    let (pieces, _) = pieces(mac.tokens.clone());
    let [logger, text, ..] = &pieces[..] else { return };
    let is_logger = syn::parse2::<Expr>(logger.iter().cloned().collect()).is_ok_and(|it| !matches!(it, Expr::Lit(_)));
    if is_logger && matches!(text[..], [TokenTree::Literal(_)]) && definitions::is_of(mac, "slog", "tracing") {
        mac.tokens.extend(quote!(;));
    }
}

// From: `info_span!("name", id = f().await)`
// Into: `match 'listens: { Some(info_span!("name", id = { break 'listens None; <as if f().await> })) } {
//            Some(made) => made, None => match (f().await,) { (value,) => info_span!("name", id = value) } }`
fn spanned(mac: &Macro, krate: &Path) -> Option<Expr> {
    let site = site(mac);
    let (some, none) =
        (quote_spanned!(site=> ::core::option::Option::Some), quote_spanned!(site=> ::core::option::Option::None));
    let (asked, listens, made) = (asked(mac, krate, &none), listens(site), name("made", mac));
    let mut mac = mac.clone();
    let (names, values) = name_awaiting(&mut mac);
    syn::parse2(quote_spanned!(site=> match #listens: { #some(#asked) } {
        #some(#made) => #made,
        #none => match (#(#values,)*) { (#(#names,)*) => #mac },
    }))
    .ok()
}

fn listens(site: Span) -> Lifetime {
    Lifetime::new("'listens", site)
}

/// The macro with a jump in place of the first thing that it would evaluate, and of everything that it would await. The
/// code behind a jump never runs, and is there for its type.
fn asked(mac: &Macro, krate: &Path, listening: &TokenStream) -> TokenStream {
    let (mut asked, site) = (mac.clone(), site(mac));
    let (listens, mut is_first) = (listens(site), true);
    macros::rewrite(&mut asked, |value| {
        let has_await = awaits::in_expr(value);
        AsIf { krate }.visit_expr_mut(value);
        if has_await || is_first && has_effect(value) {
            is_first = false;
            let jump = quote_spanned!(site=> ({ break #listens #listening; #value }));
            *value = syn::parse2(jump).unwrap_or_else(|_| value.clone());
        }
    });
    quote_spanned!(site=> #asked)
}

// From: `f().await`
// Into: `output_of(f())`
struct AsIf<'k> {
    krate: &'k Path,
}

impl VisitMut for AsIf<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Await(ExprAwait { base, .. }) = expr {
            let krate = self.krate;
            *expr = syn::parse_quote!(#krate::machine::output_of(#base));
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        macros::rewrite(mac, |expr| self.visit_expr_mut(expr));
    }

    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}

    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}

    fn visit_item_mut(&mut self, _: &mut Item) {}
}

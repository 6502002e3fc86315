//! Macros that pin locals: they declare a local that hides the one they are given.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{
    Block, Expr, Macro, Stmt, StmtMacro, Token,
    parse::{ParseStream, Parser, Result},
    punctuated::Punctuated,
};

use super::site;
use crate::syntax::known;

// From: `tokio::pin!(a, b);`, `pin_mut!(a);`, `tokio::pin! { let a = value; }`
// Into: `let mut a = a; let mut a = Pin::new_unchecked(&mut a);`
pub fn declared(stmt: Stmt) -> Vec<Stmt> {
    match &stmt {
        Stmt::Macro(pin) if matches!(&*known::name(&pin.mac), "pin" | "pin_mut") => {
            pinned(pin).unwrap_or_else(|| vec![stmt])
        }
        Stmt::Macro(listen) if known::name(&listen.mac) == "listener" => {
            listening(&listen.mac).unwrap_or_else(|| vec![stmt])
        }
        _ => vec![stmt],
    }
}

fn pinned(pin: &StmtMacro) -> Option<Vec<Stmt>> {
    let site = site(&pin.mac);
    let declared = names(&pin.mac).filter(|_| pin.semi_token.is_some()).or_else(|| lets(&pin.mac))?;
    // The place is in a state that is pinned, or on the stack under a name that is hidden from here on.
    let pinned = declared.into_iter().map(|(name, value)| {
        quote_spanned!(site=> let mut #name = #value; let mut #name = ::core::pin::Pin::new_unchecked(&mut #name);)
    });
    Block::parse_within.parse2(pinned.collect::<TokenStream>()).ok()
}

// From: `event_listener::listener!(event => listener);`
// Into: `let mut listener = StackSlot::new(&event); let mut listener = Pin::new_unchecked(&mut listener); let mut listener = listener.listen();`
fn listening(mac: &Macro) -> Option<Vec<Stmt>> {
    let parser = |input: ParseStream| {
        let event: Expr = input.parse()?;
        input.parse::<Token![=>]>()?;
        Result::Ok((event, input.parse::<Ident>()?))
    };
    let (event, name) = parser.parse2(mac.tokens.clone()).ok()?;
    let mut krate = mac.path.clone();
    krate.segments.pop();
    krate.segments.pop_punct();
    if krate.segments.is_empty() {
        krate = syn::parse_quote!(::event_listener);
    }
    let tokens = quote_spanned!(site(mac)=>
        let mut #name = #krate::__private::StackSlot::new(&#event);
        let mut #name = ::core::pin::Pin::new_unchecked(&mut #name);
        let mut #name = #name.listen();
    );
    Block::parse_within.parse2(tokens).ok()
}

/// `a, b`
fn names(mac: &Macro) -> Option<Vec<(Ident, Expr)>> {
    let names = Punctuated::<Ident, Token![,]>::parse_terminated.parse2(mac.tokens.clone()).ok()?;
    Some(names.into_iter().map(|name| (name.clone(), syn::parse_quote!(#name))).collect())
}

/// `let a = value; let b = value;`
fn lets(mac: &Macro) -> Option<Vec<(Ident, Expr)>> {
    let parser = |input: ParseStream| {
        let mut lets = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![let]>()?;
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            lets.push((name, input.parse()?));
            input.parse::<Token![;]>()?;
        }
        Result::Ok(lets)
    };
    parser.parse2(mac.tokens.clone()).ok()
}

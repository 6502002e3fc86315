//! `join!`, `try_join!`, `poll!` and `pending!`, which await without an `.await` to be seen.
//!
//! How they poll is for their crates to say. Of `join!` and `try_join!` it is known, where their path or a `use` names the crate;
//! `select!` is asked at each poll ([`super::select`]). All others stay macros, in an `async` block: the one coroutine made by the
//! compiler that is left in a machine.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{
    Expr, ExprAsync, ExprAwait, ExprBreak, ExprClosure, ExprContinue, ExprReturn, ExprTry, Index, Item, Macro, Path,
    Token, visit::Visit,
};

use super::site;
use crate::{
    definitions,
    model::mark,
    syntax::{
        awaits,
        head::head,
        known::{self, Crate},
        macros::{self, Shape},
    },
};

/// How many futures the support code takes beside each other.
pub const MOST: usize = 8;

// From: `join!(a(), b())`
// Into: `async { join!(a(), b()) }.await`
//
// From: `join!(a()?, b().await)`, whose operands cannot be evaluated inside a block of their own
// Into: `{ let joined = (a()?, b().await); async { join!({ joined.0 }, { joined.1 }) }.await }`, and with a statement for each
// where `futures::join!` has one for each
pub fn awaited(mac: &Macro) -> Option<Expr> {
    let mut mac = mac.clone();
    let mut shape = macros::shape(&mac);
    let site = site(&mac);
    let before = evaluate_before(&mut shape, &mac, known::is_of_futures(&mac));
    mac.tokens = shape.into_tokens(&mac.tokens);
    let plain = match before.is_empty() {
        true => quote_spanned!(site=> async { #mac }.await),
        false => quote_spanned!(site=> { #before async { #mac }.await }),
    };
    syn::parse2(plain).ok()
}

// From: `futures::join!(a(), b())`
// Into: `{ let joined_0 = maybe_done(a()); let joined_1 = maybe_done(b()); join(LastFirst((joined_1, joined_0)), InOrder).await }`
//
// From: `tokio::try_join!(a(), b())`
// Into: `{ let joined = (maybe_done(a()), maybe_done(b())); try_join(joined, InTurns::new()).await }`
pub fn joined(mac: &Macro, krate: &Path) -> Option<Expr> {
    let Shape::Exprs { lead, args, .. } = macros::shape(mac) else { return awaited(mac) };
    let (Some(of), 1..=MOST) = (crate_of(mac), args.len()) else { return awaited(mac) };
    let site = site(mac);
    let futures = args.iter().map(|arg| quote_spanned!(site=> #krate::machine::maybe_done(#arg)));
    let (made, joined) = match of {
        Crate::Futures => one_by_one(futures.collect(), "joined", krate, site),
        Crate::Tokio => (quote_spanned!(site=> let joined = (#(#futures,)*);), quote_spanned!(site=> joined)),
    };
    let in_turns = of == Crate::Tokio && lead.is_empty();
    let turns = if in_turns { quote_spanned!(site=> InTurns::new()) } else { quote_spanned!(site=> InOrder) };
    let call = format_ident!("{}", known::name(mac), span = site);
    let joined = quote_spanned!(site=> #krate::machine::#call(#joined, #krate::machine::#turns));
    let awaited = awaited_beside(mac, args.len(), joined)?;
    syn::parse2(quote_spanned!(site=> { #made #awaited })).ok()
}

/// Locals for values, and all of these in a tuple that is dropped as the locals would be.
pub fn one_by_one(values: Vec<TokenStream>, name: &str, krate: &Path, site: Span) -> (TokenStream, TokenStream) {
    let names: Vec<_> = (0..values.len()).map(|index| format_ident!("{name}_{index}", span = site)).collect();
    let backwards = names.iter().rev();
    (
        quote_spanned!(site=> #(let #names = #values;)*),
        quote_spanned!(site=> #krate::machine::LastFirst((#(#backwards,)*))),
    )
}

/// An await that the macro stands for, which polls so many futures.
pub fn awaited_beside(mac: &Macro, futures: usize, operand: TokenStream) -> Option<ExprAwait> {
    Some(ExprAwait {
        attrs: vec![mark::by_macro(&mac.path, futures)],
        base: syn::parse2(operand).ok()?,
        dot_token: Token![.](site(mac)),
        await_token: Token![await](site(mac)),
    })
}

/// Whose macro is it? Its path says so, or the `use`s of the file.
pub fn crate_of(mac: &Macro) -> Option<Crate> {
    match mac.path.segments.first() {
        Some(first) if mac.path.segments.len() > 1 => Crate::called(&first.ident.to_string()),
        _ => Crate::called(&definitions::root(mac)?),
    }
}

// Temporaries of what it polls live as long as those around it.
//
// From: `poll!(&mut future())`
// Into: `match &mut future() { polled => async { poll!(polled) }.await }`
pub fn polled(original: &Macro) -> Option<Expr> {
    let mut mac = original.clone();
    let mut shape = macros::shape(&mac);
    let site = site(&mac);
    let polled = format_ident!("polled", span = site);
    let mut values = shape.values();
    let [value] = &mut values[..] else { return None };
    // What `pin!` makes cannot be kept for longer, and lives inside. A name is looked at, if it is named again: who knows
    // what a macro of that name does with it.
    if let Expr::Macro(_) | Expr::Path(_) = **value {
        return awaited(original);
    }
    let value = std::mem::replace(*value, syn::parse_quote!(#polled));
    mac.tokens = shape.into_tokens(&mac.tokens);
    let value = head(value);
    syn::parse2(quote_spanned!(site=> match #value { #polled => async { #mac }.await })).ok()
}

/// Operands that leave the function or wait are evaluated before, and so are all the others, to keep the order: gives the
/// statements for that, and puts names in their place. Without such operands nothing changes.
///
/// Crates other than `futures` put all that is polled into one tuple.
pub fn evaluate_before(shape: &mut Shape, mac: &Macro, is_of_futures: bool) -> TokenStream {
    if !shape.values().iter().any(|value| leaves(value)) {
        return TokenStream::new();
    }
    let (site, mut before) = (site(mac), TokenStream::new());
    let conditions = shape.conditions();
    let mut values = shape.values();
    let futures = values.split_off(if is_of_futures { values.len() } else { conditions });
    for (index, value) in values.into_iter().enumerate() {
        let name = format_ident!("joined_{index}", span = site);
        // A name alone would mean something else to `futures::select!`.
        let value = std::mem::replace(value, syn::parse_quote!({ #name }));
        before.extend(quote_spanned!(site=> let #name = #value;));
    }
    let joined = format_ident!("joined", span = site);
    let futures = futures.into_iter().enumerate().map(|(index, value)| {
        let index = Index { index: index as u32, span: site };
        std::mem::replace(value, syn::parse_quote!({ #joined.#index }))
    });
    let futures: Vec<Expr> = futures.collect();
    if !futures.is_empty() {
        before.extend(quote_spanned!(site=> let #joined = (#(#futures,)*);));
    }
    before
}

/// Does it await, or jump out of where it stands?
pub fn leaves(expr: &Expr) -> bool {
    awaits::in_expr(expr) || jumps(expr, Jumps::All)
}

/// Which ways out count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Jumps {
    All,
    ButQuestions,
}

/// Does it jump out of where it stands?
pub fn jumps(expr: &Expr, which: Jumps) -> bool {
    let mut finder = Leaves(false, which);
    finder.visit_expr(expr);
    finder.0
}

struct Leaves(bool, Jumps);

impl Visit<'_> for Leaves {
    fn visit_expr_try(&mut self, question: &ExprTry) {
        self.0 |= self.1 == Jumps::All;
        self.visit_expr(&question.expr);
    }

    fn visit_expr_return(&mut self, _: &ExprReturn) {
        self.0 = true;
    }

    fn visit_expr_break(&mut self, _: &ExprBreak) {
        self.0 = true;
    }

    fn visit_expr_continue(&mut self, _: &ExprContinue) {
        self.0 = true;
    }

    fn visit_macro(&mut self, mac: &Macro) {
        macros::shape(mac).values().into_iter().for_each(|expr| self.visit_expr(expr));
    }

    fn visit_expr_async(&mut self, _: &ExprAsync) {}

    fn visit_expr_closure(&mut self, _: &ExprClosure) {}

    fn visit_item(&mut self, _: &Item) {}
}

//! Fields of values that have no name: what is left of the value lives to the end of the statement.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Expr, ExprMethodCall, ExprStruct, Path};

use super::{builder::Lowerer, operands::take_into};
use crate::{
    conventions::{Receiver, gives_reference, receiver},
    model::{local::LocalKind, mark},
    syntax::values::{is_constant, is_value},
};

impl Lowerer<'_> {
    /// Gives what is to be evaluated before the call.
    pub(super) fn lift_receiver(&mut self, call: &mut ExprMethodCall) -> Option<Expr> {
        let how = receiver(call);
        let place = &mut call.receiver;
        if matches!(**place, Expr::Field(_)) {
            return match how {
                Receiver::Borrows => {
                    self.lift_referent(place);
                    None
                }
                // The method may take the field.
                Receiver::Consumes | Receiver::Unknown => self.lift_fields(place),
            };
        }
        self.lift_in(place);
        if how != Receiver::Consumes && is_value(place) && !is_constant(place) {
            take_into(place, |value| self.fill("temporary", value));
        }
        None
    }

    // A field of a value may be moved out, so that the value is named.
    //
    // From: `f().field`
    // Into: `temporary.field`, and before it `<place of f()>`
    pub(super) fn lift_fields(&mut self, expr: &mut Expr) -> Option<Expr> {
        let root = root_of_fields(expr);
        if !is_value(root) || is_reference(root) {
            self.lift_referent(expr);
            return None;
        }
        self.lift_in(root);
        let value = std::mem::replace(root, Expr::Verbatim(Default::default()));
        let (filled, named) = self.fill_by_name("temporary", value);
        *root = named;
        self.looking.is_none().then_some(filled)
    }

    // What is left of the value whose fields are taken lives to the end of the statement.
    //
    // From: `S { a: f(), ..g() }`
    // Into: `match (f(),) { (field,) => { let _ = <place of g()>; S { a: field, ..temporary } } }`, with the types of the fields
    pub(super) fn lift_updated(&mut self, expr: &mut Expr) {
        let Expr::Struct(update) = expr else { return };
        let Some(rest) = update.rest.as_ref().filter(|rest| is_value(rest)) else { return };
        // What stays of it has the types of the fields that are given.
        if calls(rest, &["default"]) && update.fields.iter().all(|field| self.has_nothing_to_drop(&field.expr)) {
            return;
        }
        let (is_untold, value) = (calls(rest, &["Default", "default"]), self.lift((**rest).clone()));
        if self.looking.is_some() {
            self.fill_by_name("temporary", value);
            return;
        }
        let notes = Notes::of(update, self.krate());
        let value = if is_untold { notes.whole(update, value) } else { value };
        let (names, values): (Vec<Ident>, Vec<Expr>) = update
            .fields
            .iter_mut()
            .map(|field| {
                let local = self.hidden("field", LocalKind::Temporary, Span::mixed_site());
                field.colon_token.get_or_insert_default();
                (self.mark(local), std::mem::replace(&mut field.expr, self.mention(local)))
            })
            .unzip();
        let (filled, named) = self.fill_by_name("temporary", value);
        update.rest = Some(Box::new(named));
        let values = notes.pass(values);
        let made = quote!(match (#(#values,)*) { (#(#names,)*) => { let _ = #filled; #update } });
        *expr = notes.around(update, made);
    }

    /// As it is written: a number, a reference, or a local of such a type.
    fn has_nothing_to_drop(&self, value: &Expr) -> bool {
        match value {
            Expr::Lit(_) | Expr::Reference(_) => true,
            Expr::Unary(unary) => matches!(*unary.expr, Expr::Lit(_)),
            value => mark::read_mention_expr(value).is_some_and(|(local, _)| self.graph.is_never_dropped(local)),
        }
    }
}

/// The types of the fields that an update gives, which their values are to become.
struct Notes {
    krate: Path,
    names: Vec<Ident>,
}

impl Notes {
    fn of(update: &ExprStruct, krate: Path) -> Self {
        let name = |at| Ident::new(&format!("type_{at}"), Span::mixed_site());
        Notes { krate, names: (0..update.fields.len()).map(name).collect() }
    }

    // Into: `{ let type_0 = Note::new(); if false { let S { a: seen_0, .. } = &Note::new().get(); type_0.like(seen_0); } made }`
    fn around(&self, update: &ExprStruct, made: TokenStream) -> Expr {
        let Notes { krate, names } = self;
        let (path, members) = (&update.path, update.fields.iter().map(|field| &field.member));
        let new = names.iter().map(|_| quote!(#krate::machine::Note::new()));
        let seen: Vec<Ident> =
            (0..names.len()).map(|at| Ident::new(&format!("seen_{at}"), Span::mixed_site())).collect();
        syn::parse_quote!({
            #(let #names = #new;)*
            if false {
                let #path { #(#members: #seen,)* .. } = &#krate::machine::Note::new().get();
                #(#names.like(#seen);)*
            }
            #made
        })
    }

    fn pass(&self, values: Vec<Expr>) -> Vec<Expr> {
        let noted = self.names.iter().zip(values);
        noted.map(|(name, value)| syn::parse_quote!(#name.pass(#value))).collect()
    }

    // The rest is of the type of the whole, which nothing says once it stands by itself.
    //
    // From: `Default::default()` of `S { a: f(), ..Default::default() }`
    // Into: `updated_by(|| S { a: type_0.get(), ..Note::new().get() }, Default::default())`
    fn whole(&self, update: &ExprStruct, rest: Expr) -> Expr {
        let (krate, mut like) = (&self.krate, update.clone());
        for (field, name) in like.fields.iter_mut().zip(&self.names) {
            field.colon_token.get_or_insert_default();
            field.expr = syn::parse_quote!(#name.get());
        }
        like.rest = Some(syn::parse_quote!(#krate::machine::Note::new().get()));
        syn::parse_quote!(#krate::machine::updated_by(|| #like, #rest))
    }
}

// From: `expr`
// Into: `{ let _ = filled; expr }`
pub(super) fn fill_before(expr: &mut Expr, filled: Option<Expr>) {
    if let Some(filled) = filled {
        *expr = syn::parse_quote!({ let _ = #filled; #expr });
    }
}

/// What fields are named of: `x` of `x.a.b`.
fn root_of_fields(expr: &mut Expr) -> &mut Expr {
    match expr {
        Expr::Field(field) => root_of_fields(&mut field.base),
        Expr::Paren(paren) => root_of_fields(&mut paren.expr),
        Expr::Group(group) => root_of_fields(&mut group.expr),
        root => root,
    }
}

/// Does the path that is called end so? `["default"]`: `Options::default()`
fn calls(value: &Expr, words: &[&str]) -> bool {
    let Expr::Call(call) = value else { return false };
    let Expr::Path(path) = &*call.func else { return false };
    let segments = &path.path.segments;
    segments.len() >= words.len()
        && segments.iter().rev().zip(words.iter().rev()).all(|(name, word)| name.ident == word)
}

/// Nothing moves out of a reference.
fn is_reference(value: &Expr) -> bool {
    matches!(value, Expr::MethodCall(call) if gives_reference(&call.method.to_string()))
}
